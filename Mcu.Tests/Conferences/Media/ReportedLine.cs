using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Conferences.Media;

/// <summary>A line of ours as a room sees it: by the sender reports that come with it.</summary>
internal sealed class ReportedLine(RtpStreamLine line, NtpClock clock, Instant now) : IRtcpHandler
{
    private readonly RtcpSession session = new(line, new SsrcDemux(line.ClockRate), clock, "mcu", new SeededRandom(line.ClockRate), now);
    private readonly byte[] datagram = new byte[RtcpSession.MaxLength];
    private SenderInfo first;
    private SenderInfo last;

    /// <summary>Reports so far.</summary>
    public int Reports { get; private set; }

    /// <summary>Sends the report that is due, and reads it; whether there was one.</summary>
    public bool Poll(Instant at)
    {
        int length = session.Poll(at, datagram);
        return length > 0 && RtcpParser.Parse(datagram.AsSpan(0, length), this) == RtcpParseError.None;
    }

    /// <summary>How far the line's timestamps have run from the node's clock since the first report (RFC 3550 §6.4.1).</summary>
    public TimeSpan Drift => RtpClock.Duration(last.RtpTimestamp - first.RtpTimestamp, line.ClockRate) - (last.Ntp - first.Ntp);

    void IRtcpHandler.OnSenderReport(in SenderInfo info)
    {
        first = Reports++ == 0 ? info : first;
        last = info;
    }
}
