using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>What a <see cref="SourceLatch"/> says of a packet's source.</summary>
public enum LatchVerdict
{
    /// <summary>It is the peer.</summary>
    Accept,

    /// <summary>It is the peer from now on; <see cref="SourceLatch.Target"/> has changed.</summary>
    Latched,

    /// <summary>It may be the peer behind a NAT, but the signalled address has first call; drop the packet.</summary>
    Pending,

    /// <summary>It is somebody else; drop the packet.</summary>
    Refuse,
}

/// <summary>
/// Guards a leg against RTP bleed and injection while it lets symmetric RTP through NAT: the source is fixed once,
/// within 2 s of an offer/answer, and then locked. The address that SDP named always may; another port, or the host
/// that signalling came from, only when the named one keeps silent for a while.
/// </summary>
public sealed class SourceLatch
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private TransportAddress named;
    private UInt128 signaling;
    private TransportAddress latched;
    private TransportAddress candidate;
    private Instant candidateSince;
    private Instant closesAt = Instant.Distant;
    private bool exact;

    /// <summary>Where to send: the latched source, before that what SDP named.</summary>
    public TransportAddress Target => latched.IsNone ? named : latched;

    /// <summary>Whether a source is fixed.</summary>
    public bool IsLatched => !latched.IsNone;

    /// <summary>An offer/answer has been made; opens the window when the address is new, or nothing was latched yet.</summary>
    /// <param name="sdp">What the peer's SDP names for this stream.</param>
    /// <param name="signalingHost">Where the peer's signalling comes from: its address as seen through NAT.</param>
    /// <param name="now">The present.</param>
    public void Open(TransportAddress sdp, UInt128 signalingHost, Instant now)
    {
        signaling = signalingHost;
        if (sdp == named)
        {
            closesAt = IsLatched ? closesAt : now + Window; // it did not know yet where to send
            return;
        }

        named = sdp;
        latched = default;
        candidate = default;
        exact = false;
        closesAt = now + Window;
    }

    /// <summary>Whether packets from there are refused whatever they hold. Changes nothing, and costs next to nothing.</summary>
    public bool Excludes(TransportAddress source, Instant now)
    {
        if (IsLatched && source == latched)
        {
            return false;
        }

        if (source == named && !exact)
        {
            return IsLatched && now >= closesAt; // it may come late when nothing else was latched: it is not a guess
        }

        return IsLatched || now >= closesAt || (source.Address != named.Address && source.Address != signaling);
    }

    /// <summary>Judges where a packet came from.</summary>
    public LatchVerdict Check(TransportAddress source, Instant now)
    {
        if (Excludes(source, now))
        {
            return LatchVerdict.Refuse;
        }

        if (IsLatched && source == latched)
        {
            return LatchVerdict.Accept;
        }

        return source == named ? Latch(source, isExact: true) : CheckCandidate(source, now);
    }

    private LatchVerdict CheckCandidate(TransportAddress source, Instant now)
    {
        if (candidate.IsNone)
        {
            candidate = source;
            candidateSince = now;
        }

        if (source != candidate)
        {
            return LatchVerdict.Refuse;
        }

        return now - candidateSince >= Grace ? Latch(source, isExact: false) : LatchVerdict.Pending;
    }

    private LatchVerdict Latch(TransportAddress source, bool isExact)
    {
        latched = source;
        exact = isExact;
        return LatchVerdict.Latched;
    }
}
