using System.Buffers.Binary;
using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Simulate.Pictures;

namespace Mcu.Node.Simulate.Media;

/// <summary>
/// Plays a room's loop of pictures on its own RTP line. A key frame is given by beginning the loop again, at most twice a
/// second. Send loop's thread; key frames may be asked for from any.
/// </summary>
internal sealed class ClipPlayer
{
    private const int Vp8PictureIdAt = 2; // where the packetizer left room for it
    private static readonly TimeSpan KeyFramesApart = TimeSpan.FromMilliseconds(500);

    private readonly PictureClip clip;
    private readonly RtpStreamLine line;
    private readonly long[] sentAt;
    private Instant beganAt = Instant.Distant;
    private int next;
    private int pictureId;
    private int keyFrameWanted;
    private long requests;

    /// <summary>A player at the loop's beginning.</summary>
    public ClipPlayer(PictureClip clip, RtpStreamLine line)
    {
        this.clip = clip;
        this.line = line;
        sentAt = new long[clip.Count];
        Array.Fill(sentAt, Instant.Distant.Nanoseconds);
    }

    /// <summary>Key frames that the MCU asked for.</summary>
    public long KeyFrameRequests => Volatile.Read(ref requests);

    /// <summary>The MCU wants a key frame. Any thread.</summary>
    public void RequestKeyFrame()
    {
        Interlocked.Increment(ref requests);
        Volatile.Write(ref keyFrameWanted, 1);
    }

    /// <summary>When a frame of the loop was sent last. Any thread.</summary>
    public Instant SentAt(int frame) => frame < sentAt.Length ? new Instant(Volatile.Read(ref sentAt[frame])) : Instant.Distant;

    /// <summary>Writes the packets of the next picture; how many.</summary>
    /// <param name="number">Counts pictures from the start of the call, for the timestamp.</param>
    /// <param name="payloadType">The peer's payload type.</param>
    /// <param name="packets">Buffers to write into; a picture that needs more is cut off.</param>
    /// <param name="now">The present.</param>
    public int WriteNext(long number, byte payloadType, ReadOnlySpan<PacketBuffer> packets, Instant now)
    {
        if (now - beganAt >= KeyFramesApart && Interlocked.Exchange(ref keyFrameWanted, 0) != 0)
        {
            next = 0;
        }

        beganAt = next == 0 ? now : beganAt;
        int count = Math.Min(clip.PacketsOf(next), packets.Length);
        var timestamp = (uint)(number * RtpClock.Video / clip.FramesPerSecond);
        pictureId = (pictureId + 1) & 0x7FFF;
        for (int i = 0; i < count; i++)
        {
            Write(packets[i], clip.Payload(next, i), i == count - 1, payloadType, timestamp, now);
        }

        Volatile.Write(ref sentAt[next], now.Nanoseconds);
        next = (next + 1) % clip.Count;
        return count;
    }

    private void Write(PacketBuffer packet, ReadOnlySpan<byte> payload, bool marker, byte payloadType, uint timestamp, Instant now)
    {
        RtpHeader header = line.Next(payloadType, marker, timestamp, payload.Length, now);
        packet.Length = RtpWriter.Write(packet.Bytes, header, payload);
        if (clip.Codec == VideoCodec.Vp8)
        {
            int at = RtpPacket.FixedHeaderLength + Vp8PictureIdAt;
            BinaryPrimitives.WriteUInt16BigEndian(packet.Bytes.AsSpan(at), (ushort)(0x8000 | pictureId));
        }
    }
}
