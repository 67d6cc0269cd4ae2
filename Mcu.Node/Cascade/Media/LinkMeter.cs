using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Node.Cascade.Media;

/// <summary>Measures what goes over a link, about once a second, from counters. Control loop's thread.</summary>
internal sealed class LinkMeter
{
    private long received;
    private long sent;
    private long packets;
    private long lost;
    private Instant at = Instant.Distant;

    /// <summary>What was measured last.</summary>
    public LinkTraffic Traffic { get; private set; } = new(0, 0, 0, -1);

    /// <summary>Takes the counters.</summary>
    public void Sample(long receivedNow, long sentNow, IReadOnlyCollection<LinkChannel> channels, Instant now)
    {
        (long packetsNow, long lostNow) = (0, 0);
        double roundTripMs = -1;
        foreach (LinkChannel channel in channels)
        {
            ReceiveLog? log = channel.Stream.Demux.Active?.Log;
            packetsNow += log?.Received ?? 0;
            lostNow += log?.Lost ?? 0;
            roundTripMs = Math.Max(roundTripMs, channel.RoundTripMs);
        }

        double milliseconds = (now - at).TotalMilliseconds;
        long missing = Math.Max(0, lostNow - lost);
        long came = Math.Max(0, packetsNow - packets); // less than before: a channel ended
        bool isFirst = at == Instant.Distant;
        Traffic = isFirst
            ? Traffic
            : new LinkTraffic(
                (receivedNow - received) * 8 / milliseconds,
                (sentNow - sent) * 8 / milliseconds,
                missing == 0 ? 0 : 100.0 * missing / (came + missing),
                roundTripMs);
        (received, sent, packets, lost, at) = (receivedNow, sentNow, packetsNow, lostNow, now);
    }
}

/// <summary>What goes over a link.</summary>
/// <param name="InKbps">Towards this node, kbit/s.</param>
/// <param name="OutKbps">Towards the other, kbit/s.</param>
/// <param name="LossPercent">% lost for good of what this node was sent.</param>
/// <param name="RoundTripMs">By RTCP, ms; negative before it is known.</param>
public sealed record LinkTraffic(double InKbps, double OutKbps, double LossPercent, double RoundTripMs);
