using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Rtcp;

/// <summary>The receiving half of an <see cref="RtcpSession"/>: turns items of a compound into events of the leg.</summary>
internal sealed class RtcpInbox(RtpStreamLine line, NtpClock clock) : IRtcpHandler
{
    private static readonly IRtcpEvents Deaf = new NoEvents();
    private static readonly TimeSpan FirRepetition = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRoundTrip = TimeSpan.FromSeconds(10);

    private IRtcpEvents events = Deaf;
    private Instant now;
    private BitRateLimit owed;
    private int lastFir = -1;
    private Instant firAt = Instant.Distant;

    public SenderReportLog SenderReports { get; } = new();

    public TimeSpan RoundTrip { get; private set; }

    public bool OwesTmmbn { get; private set; }

    public void Begin(Instant at, IRtcpEvents to) => (now, events) = (at, to);

    public bool TryTakeTmmbn(out BitRateLimit limit)
    {
        limit = owed;
        bool owes = OwesTmmbn;
        OwesTmmbn = false;
        return owes;
    }

    public void OnSenderReport(in SenderInfo info) => SenderReports.Keep(info, now);

    public void OnReportBlock(uint reporter, in ReportBlock block)
    {
        if (block.Ssrc != line.Ssrc)
        {
            return;
        }

        TimeSpan? roundTrip = RoundTripOf(block);
        RoundTrip = roundTrip ?? RoundTrip;
        TimeSpan jitter = RtpClock.Duration(block.Jitter, line.ClockRate);
        events.OnPeerReport(new PeerReport(block.Loss, block.CumulativeLost, jitter, roundTrip), now);
    }

    public void OnBye(uint ssrc) => events.OnBye(ssrc, now);

    public void OnNack(uint mediaSsrc, ushort sequence)
    {
        if (mediaSsrc == line.Ssrc)
        {
            events.OnNack(sequence, now);
        }
    }

    // The target is not compared: a leg gets one stream on this line, and some rooms still name the SSRC of before.
    public void OnPictureLoss(uint mediaSsrc) => events.OnKeyFrameRequested(now);

    public void OnFullIntraRequest(uint mediaSsrc, byte sequence)
    {
        // The same number is the same request, repeated in case it was lost (RFC 5104 §4.3.1.2); but some rooms never
        // count, so it holds for a second only.
        if (sequence != lastFir || now - firAt >= FirRepetition)
        {
            (lastFir, firAt) = (sequence, now);
            events.OnKeyFrameRequested(now);
        }
    }

    public void OnTmmbr(uint sender, in BitRateLimit limit)
    {
        if (limit.Ssrc == line.Ssrc)
        {
            owed = limit with { Ssrc = sender };
            OwesTmmbn = true;
            events.OnRateLimit(RateLimitKind.Tmmbr, limit.BitsPerSecond, now);
        }
    }

    public void OnRemb(uint sender, long bitsPerSecond) => events.OnRateLimit(RateLimitKind.Remb, bitsPerSecond, now);

    // RFC 3550 §6.4.1: A - LSR - DLSR, all in 1/65536 s and modulo 2^32.
    private TimeSpan? RoundTripOf(in ReportBlock block)
    {
        if (block.LastSenderReport == 0)
        {
            return null;
        }

        var units = (int)(clock.At(now).Middle - block.LastSenderReport - block.DelaySinceLast);
        TimeSpan roundTrip = RtpClock.Duration(Math.Max(units, 0), 65536);
        return units < -655 || roundTrip > LongestRoundTrip ? null : roundTrip;
    }

    private sealed class NoEvents : IRtcpEvents;
}
