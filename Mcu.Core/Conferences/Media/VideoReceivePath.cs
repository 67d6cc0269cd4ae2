using Mcu.Core.Buffers;
using Mcu.Core.Jitter;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// One site's picture on its way in: parse, payload type, source, receive log, reorder buffer, depacketizer. Whole access
/// units go to the site's <see cref="VideoSource"/>. Everything here happens on the receive loop's thread.
/// </summary>
public sealed class VideoReceivePath
{
    private readonly ReorderBuffer reorder;
    private readonly KeyFrameRequester keyFrames = new();
    private readonly IVideoDepacketizer depacketizer;
    private readonly PayloadTypeSet payloadTypes;
    private PacketBuffer? onProbation;
    private long packets;
    private long octets;
    private long units;
    private long malformed;
    private long unitAt = Instant.Distant.Nanoseconds;

    /// <summary>A path for one negotiated codec.</summary>
    /// <param name="payloadTypes">The codec's payload types in packets to us.</param>
    /// <param name="depacketizer">Makes access units of its packets.</param>
    /// <param name="source">Takes the access units.</param>
    /// <param name="attempts">How many round trips a lost packet is given to be asked for again, 1 to 3.</param>
    public VideoReceivePath(PayloadTypeSet payloadTypes, IVideoDepacketizer depacketizer, VideoSource source, int attempts = 1)
    {
        reorder = new ReorderBuffer(attempts: attempts);
        this.payloadTypes = payloadTypes;
        this.depacketizer = depacketizer;
        Source = source;
        keyFrames.RequestFromNewSource();
    }

    /// <summary>Where the access units go.</summary>
    public VideoSource Source { get; }

    /// <summary>Sources and their receive logs, for receiver reports.</summary>
    public SsrcDemux Demux { get; } = new(RtpClock.Video);

    /// <summary>Number of the next FIR (RFC 5104 §4.3.1).</summary>
    public byte FirSequence => keyFrames.FirSequence;

    /// <summary>RTP packets taken. Any thread.</summary>
    public long Packets => Volatile.Read(ref packets);

    /// <summary>Payload octets taken. Any thread.</summary>
    public long Octets => Volatile.Read(ref octets);

    /// <summary>Whole access units received. Any thread.</summary>
    public long Units => Volatile.Read(ref units);

    /// <summary>Datagrams that were not RTP, or of a payload type that was not negotiated. Any thread.</summary>
    public long Malformed => Volatile.Read(ref malformed);

    /// <summary>Width and height that the stream declares; 0 before. Any thread.</summary>
    public (int Width, int Height) Size => depacketizer.Size;

    /// <summary>When the last whole access unit came. Any thread.</summary>
    public Instant LastUnitAt => new(Volatile.Read(ref unitAt));

    /// <summary>Whether a datagram is RTP of one of our payload types. Changes nothing.</summary>
    public bool Recognizes(ReadOnlySpan<byte> datagram) =>
        RtpPacket.TryParse(datagram, out RtpPacket packet, out _) && payloadTypes.Has(packet.PayloadType);

    /// <summary>Takes a datagram and its buffer; false when it was nothing of ours.</summary>
    public bool Receive(PacketBuffer datagram, Instant now)
    {
        if (!RtpPacket.TryParse(datagram.Span, out RtpPacket packet, out _) || !payloadTypes.Has(packet.PayloadType))
        {
            malformed++;
            datagram.Return();
            return false;
        }

        packets++;
        octets += packet.Payload.Length;
        datagram.At = now;
        Demux.Route(packet, now, out DemuxEvent what);
        Place(datagram, packet, what, now);
        Drain(now);
        return true;
    }

    /// <summary>Gives up holes whose time is over; call about every 10 ms.</summary>
    public void Tick(Instant now, TimeSpan roundTrip)
    {
        reorder.RoundTrip = roundTrip;
        if (now >= reorder.Deadline)
        {
            Drain(now);
        }

        if (Source.TakeKeyFrameWanted() || depacketizer.NeedsKeyFrame)
        {
            keyFrames.Request();
        }
    }

    /// <summary>Sequence numbers to ask for again; only for legs that negotiated NACK.</summary>
    public int CollectNacks(Instant now, Span<ushort> wanted) => reorder.CollectNacks(now, wanted);

    /// <summary>Whether the room is to be asked for a key frame now.</summary>
    public bool TryTakeKeyFrameRequest(Instant now) => keyFrames.TrySend(now);

    /// <summary>The room resumes or changes its stream: its next picture is a new beginning.</summary>
    public void Restart()
    {
        depacketizer.Reset();
        keyFrames.RequestFromNewSource();
    }

    /// <summary>Returns all buffers, at the end of the leg.</summary>
    public void Clear()
    {
        onProbation?.Return();
        onProbation = null;
        reorder.Reset();
        depacketizer.Reset();
    }

    private void Place(PacketBuffer datagram, in RtpPacket packet, DemuxEvent what, Instant now)
    {
        switch (what)
        {
            case DemuxEvent.Accepted:
                reorder.Insert(datagram, packet.Sequence, now);
                break;
            case DemuxEvent.Started or DemuxEvent.Restarted:
                Begin(packet.Ssrc, now);
                reorder.Insert(datagram, packet.Sequence, now);
                break;
            case DemuxEvent.Probation:
                onProbation?.Return();
                onProbation = datagram; // it may be the first packet of a key frame
                break;
            default:
                datagram.Return();
                break;
        }
    }

    private void Begin(uint ssrc, Instant now)
    {
        reorder.Reset();
        depacketizer.Reset();
        keyFrames.RequestFromNewSource();
        PacketBuffer? held = onProbation;
        onProbation = null;
        if (held is not null && RtpPacket.TryParse(held.Span, out RtpPacket first, out _) && first.Ssrc == ssrc)
        {
            reorder.Insert(held, first.Sequence, now);
        }
        else
        {
            held?.Return();
        }
    }

    private void Drain(Instant now)
    {
        bool woken = false;
        ReorderOutput output;
        while ((output = reorder.Take(now, out PacketBuffer? next, out _)) != ReorderOutput.Nothing)
        {
            if (output == ReorderOutput.Gap)
            {
                depacketizer.Gap();
                continue;
            }

            _ = RtpPacket.TryParse(next!.Span, out RtpPacket packet, out _); // parsed before, so it parses again
            depacketizer.Push(packet, next.At);
            next.Return();
            woken |= Offer(now);
        }

        if (woken)
        {
            Source.Wake();
        }
    }

    private bool Offer(Instant now)
    {
        bool any = false;
        while (depacketizer.TryTake(out AccessUnit? unit))
        {
            if (unit.IsKeyFrame)
            {
                keyFrames.KeyFrameReceived();
            }

            units++;
            Volatile.Write(ref unitAt, now.Nanoseconds);
            Source.Offer(unit);
            any = true;
        }

        return any;
    }
}
