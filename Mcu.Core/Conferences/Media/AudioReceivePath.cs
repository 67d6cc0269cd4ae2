using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Jitter;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// One site's sound on its way in: parse, payload type, telephone events, source and receive log on the receive loop's
/// thread; then over a ring to the audio loop, where the playout buffer makes an even 48 kHz stream of it.
/// </summary>
public sealed class AudioReceivePath : IDisposable
{
    private readonly SpscRing<PacketBuffer> toAudioLoop = new(64);
    private readonly PlayoutBuffer playout;
    private readonly TelephoneEventReceiver keys = new();
    private readonly AudioReceiveFormat format;
    private readonly Action<char> onDigit;
    private long packets;
    private long octets;
    private long malformed;

    /// <summary>A path for one negotiated codec.</summary>
    /// <param name="format">Codec, payload types and RTP clock.</param>
    /// <param name="codecs">Where the decoder comes from.</param>
    /// <param name="onDigit">Takes a pressed key (0-9, *, #, A-D); called on the receive loop's thread.</param>
    public AudioReceivePath(AudioReceiveFormat format, ICodecFactory codecs, Action<char> onDigit)
    {
        playout = new PlayoutBuffer(codecs.CreateAudioDecoder(format.Codec));
        Demux = new SsrcDemux(format.ClockRate);
        this.format = format;
        this.onDigit = onDigit;
    }

    /// <summary>Sources and their receive logs, for receiver reports. Receive loop's thread only.</summary>
    public SsrcDemux Demux { get; }

    /// <summary>RTP packets taken.</summary>
    public long Packets => Volatile.Read(ref packets);

    /// <summary>Payload octets taken.</summary>
    public long Octets => Volatile.Read(ref octets);

    /// <summary>Datagrams that were not RTP, or of a payload type that was not negotiated.</summary>
    public long Malformed => Volatile.Read(ref malformed);

    /// <summary>Delay, loss and concealment. Audio loop's thread, or a torn but harmless copy elsewhere.</summary>
    public PlayoutStatistics Playout => playout.Statistics;

    /// <summary>Whether a datagram is RTP of one of our payload types. Changes nothing.</summary>
    public bool Recognizes(ReadOnlySpan<byte> datagram) =>
        RtpPacket.TryParse(datagram, out RtpPacket packet, out _) && (format.PayloadTypes.Has(packet.PayloadType) || format.EventPayloadTypes.Has(packet.PayloadType));

    /// <summary>Takes a datagram and its buffer; false when it was nothing of ours. Receive loop's thread only.</summary>
    public bool Receive(PacketBuffer datagram, Instant now)
    {
        bool isRtp = RtpPacket.TryParse(datagram.Span, out RtpPacket packet, out _);
        if (isRtp && format.PayloadTypes.Has(packet.PayloadType))
        {
            Play(datagram, packet, now);
            return true;
        }

        bool isEvent = isRtp && format.EventPayloadTypes.Has(packet.PayloadType);
        if (isEvent && keys.TryReceive(packet, now, out char digit))
        {
            onDigit(digit);
        }

        malformed += isEvent ? 0 : 1;
        datagram.Return();
        return isEvent;
    }

    /// <summary>Ends a key press whose last packets were lost; call now and then. Receive loop's thread only.</summary>
    public void Tick(Instant now)
    {
        if (keys.TryExpire(now, out char digit))
        {
            onDigit(digit);
        }
    }

    /// <summary>Fills a frame of 960 samples. Audio loop's thread only.</summary>
    public PlayoutState Pull(Span<float> frame, Instant now)
    {
        while (toAudioLoop.TryRead(out PacketBuffer? datagram))
        {
            Push(datagram);
        }

        return playout.Pull(frame, now);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (toAudioLoop.TryRead(out PacketBuffer? datagram))
        {
            datagram.Return();
        }

        playout.Dispose();
    }

    private void Play(PacketBuffer datagram, in RtpPacket packet, Instant now)
    {
        Demux.Route(packet, now, out DemuxEvent what);
        packets++;
        octets += packet.Payload.Length;
        datagram.At = now;
        if (what is not (DemuxEvent.Accepted or DemuxEvent.Started or DemuxEvent.Restarted) || !toAudioLoop.TryWrite(datagram))
        {
            datagram.Return();
        }
    }

    private void Push(PacketBuffer datagram)
    {
        // Parsed before it was queued, so it parses again; the header is read twice rather than carried along.
        _ = RtpPacket.TryParse(datagram.Span, out RtpPacket packet, out _);
        _ = datagram.Span.Overlaps(packet.Payload, out int offset);
        playout.Push(
            new AudioPacket(datagram, offset, packet.Payload.Length, packet.Ssrc, packet.Sequence, packet.Timestamp),
            datagram.At);
    }
}

/// <summary>What was negotiated for a site's sound towards us.</summary>
/// <param name="Codec">The codec that it sends.</param>
/// <param name="PayloadTypes">The codec's payload types in packets to us.</param>
/// <param name="ClockRate">Its RTP clock, Hz.</param>
/// <param name="EventPayloadTypes">telephone-event beside it, of whatever clock rate; none: no key presses by RTP.</param>
public sealed record AudioReceiveFormat(AudioCodec Codec, PayloadTypeSet PayloadTypes, int ClockRate, PayloadTypeSet EventPayloadTypes);
