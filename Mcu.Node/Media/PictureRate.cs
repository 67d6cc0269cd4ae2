using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtcp;
using Mcu.Core.Time;

namespace Mcu.Node.Media;

/// <summary>How much of a picture the line to the peer bears and the peer allows. Receive loop's thread, but for the target.</summary>
internal sealed class PictureRate
{
    private const int LowestBitsPerSecond = 64_000;

    private readonly RateController rate;
    private int target;

    /// <summary>Begins with the most.</summary>
    public PictureRate(int maxBitsPerSecond, Instant now)
    {
        rate = new RateController(LowestBitsPerSecond, Math.Max(LowestBitsPerSecond, maxBitsPerSecond), now);
        target = rate.Target;
    }

    /// <summary>Bit/s. Any thread.</summary>
    public int Target => Volatile.Read(ref target);

    /// <summary>The peer reported how the picture arrives.</summary>
    public void Report(in PeerReport peerReport, VideoSendPath send, TimeSpan roundTrip, Instant now)
    {
        rate.Report(peerReport.Loss, now);
        Retarget(send, roundTrip);
    }

    /// <summary>The peer limits the rate.</summary>
    public void Limit(RateLimitKind kind, long bitsPerSecond, VideoSendPath send, TimeSpan roundTrip)
    {
        rate.SetLimit(kind, bitsPerSecond);
        Retarget(send, roundTrip);
    }

    private void Retarget(VideoSendPath send, TimeSpan roundTrip)
    {
        Volatile.Write(ref target, rate.Target);
        send.Tune(rate.Target, roundTrip);
    }
}
