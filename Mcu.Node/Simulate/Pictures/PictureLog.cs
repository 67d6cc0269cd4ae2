using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>What the RTP packets of a picture stream tell without decoding: pictures, key frames, octets. Receive loop's thread; others read.</summary>
internal sealed class PictureLog(VideoCodec codec)
{
    private const int NalTypeMask = 0x1F;
    private const int IdrSlice = 5;
    private const int StapA = 24;
    private const int FuA = 28;

    private readonly (uint Timestamp, Instant At)[] begun = new (uint, Instant)[64]; // the newest pictures' first packets
    private uint timestamp;
    private bool hasKey;
    private long firstPacketAt = Instant.Never.Nanoseconds;
    private long firstKeyFrameAt = Instant.Never.Nanoseconds;
    private long frames;
    private long keyFrames;
    private long octets;

    /// <summary>When the first packet came; never: none has.</summary>
    public Instant FirstPacketAt => new(Volatile.Read(ref firstPacketAt));

    /// <summary>When the first key frame was whole; never: none has been.</summary>
    public Instant FirstKeyFrameAt => new(Volatile.Read(ref firstKeyFrameAt));

    /// <summary>Pictures begun.</summary>
    public long Frames => Volatile.Read(ref frames);

    /// <summary>Key frames whose last packet came.</summary>
    public long KeyFrames => Volatile.Read(ref keyFrames);

    /// <summary>Payload octets.</summary>
    public long Octets => Volatile.Read(ref octets);

    /// <summary>Takes note of a packet; true when it begins a picture.</summary>
    public bool Note(in RtpPacket packet, Instant now)
    {
        bool begins = frames == 0 || packet.Timestamp != timestamp;
        if (begins)
        {
            timestamp = packet.Timestamp;
            hasKey = false;
            begun[frames % begun.Length] = (timestamp, now);
            Volatile.Write(ref frames, frames + 1);
            Volatile.Write(ref firstPacketAt, Math.Min(firstPacketAt, now.Nanoseconds));
        }

        Volatile.Write(ref octets, octets + packet.Payload.Length);
        hasKey |= IsOfKeyFrame(packet.Payload);
        if (packet.Marker && hasKey)
        {
            hasKey = false;
            Volatile.Write(ref keyFrames, keyFrames + 1);
            Volatile.Write(ref firstKeyFrameAt, Math.Min(firstKeyFrameAt, now.Nanoseconds));
        }

        return begins;
    }

    /// <summary>When the first packet of a recent picture came; never: unknown. Any thread, soon after the picture was whole.</summary>
    public Instant FirstPacketOf(uint picture)
    {
        foreach ((uint of, Instant at) in begun)
        {
            if (of == picture && at != default)
            {
                return at;
            }
        }

        return Instant.Never;
    }

    private bool IsOfKeyFrame(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 2)
        {
            return false;
        }

        if (codec == VideoCodec.Vp8)
        {
            return Vp8Descriptor.TryParse(payload, out Vp8Descriptor descriptor) && descriptor.IsFrameStart
                && Vp8FrameHeader.TryParse(payload[descriptor.Length..], out Vp8FrameHeader header) && header.IsKeyFrame;
        }

        return (payload[0] & NalTypeMask) switch
        {
            IdrSlice => true,
            FuA => (payload[1] & NalTypeMask) == IdrSlice,
            StapA => HasIdr(payload[1..]),
            _ => false,
        };
    }

    private static bool HasIdr(ReadOnlySpan<byte> units)
    {
        while (units.Length > 2)
        {
            if ((units[2] & NalTypeMask) == IdrSlice)
            {
                return true;
            }

            int length = (units[0] << 8) | units[1];
            units = units[Math.Min(units.Length, length + 2)..];
        }

        return false;
    }
}
