using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Rtcp;

/// <summary>A sender report and when it came.</summary>
/// <param name="Info">What it says.</param>
/// <param name="ReceivedAt">When it came.</param>
public readonly record struct ReceivedSenderReport(SenderInfo Info, Instant ReceivedAt)
{
    /// <summary>The sender's wall clock when it captured what bears this timestamp: what lip sync compares.</summary>
    public NtpTime NtpOf(uint rtpTimestamp, int clockRate)
    {
        TimeSpan since = RtpClock.Duration((int)(rtpTimestamp - Info.RtpTimestamp), clockRate);
        return new NtpTime(Info.Ntp.Value + (ulong)(long)(since.TotalSeconds * 4294967296.0));
    }
}

/// <summary>The last sender report of each of a leg's sources, as many as a leg may have.</summary>
public sealed class SenderReportLog
{
    private readonly ReceivedSenderReport[] reports = new ReceivedSenderReport[SsrcDemux.Capacity];
    private int count;

    /// <summary>Keeps a report in place of the source's last, or of the oldest when there are too many sources.</summary>
    public void Keep(in SenderInfo info, Instant now)
    {
        int at = Find(info.Ssrc);
        if (at < 0)
        {
            at = count < reports.Length ? count++ : Oldest();
        }

        reports[at] = new ReceivedSenderReport(info, now);
    }

    /// <summary>The last report of a source.</summary>
    public bool TryGet(uint ssrc, out ReceivedSenderReport report)
    {
        int at = Find(ssrc);
        report = at < 0 ? default : reports[at];
        return at >= 0;
    }

    private int Find(uint ssrc)
    {
        for (int i = 0; i < count; i++)
        {
            if (reports[i].Info.Ssrc == ssrc)
            {
                return i;
            }
        }

        return -1;
    }

    private int Oldest()
    {
        int oldest = 0;
        for (int i = 1; i < count; i++)
        {
            oldest = reports[i].ReceivedAt < reports[oldest].ReceivedAt ? i : oldest;
        }

        return oldest;
    }
}
