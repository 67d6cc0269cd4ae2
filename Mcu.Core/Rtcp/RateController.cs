using Mcu.Core.Time;

namespace Mcu.Core.Rtcp;

/// <summary>
/// The rate that a leg's network bears, from the loss that it reports: above 10 % it falls to 0.85 of itself with each
/// report, below 2 % it rises by 5 % a second, in between it stays. What SDP, TMMBR and REMB allow is never exceeded.
/// </summary>
public sealed class RateController
{
    private const double HighLoss = 0.10;
    private const double LowLoss = 0.02;
    private const double Decrease = 0.85;
    private const double IncreasePerSecond = 0.05;
    private const double LongestGap = 5; // seconds of rise that one report may bring

    private readonly int minimum;
    private readonly int maximum;
    private readonly long[] limits = [long.MaxValue, long.MaxValue, long.MaxValue]; // by RateLimitKind
    private double rate;
    private Instant reportedAt;

    /// <summary>A controller.</summary>
    /// <param name="minimum">Below this a picture is worth nothing, bit/s.</param>
    /// <param name="maximum">What the view is encoded at without loss, bit/s; also where it starts.</param>
    /// <param name="now">The present.</param>
    public RateController(int minimum, int maximum, Instant now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum, nameof(maximum));
        this.minimum = minimum;
        this.maximum = maximum;
        rate = maximum;
        reportedAt = now;
    }

    /// <summary>What to send, bit/s. A peer's limit holds even below the minimum.</summary>
    public int Target => (int)Math.Min(Math.Clamp(rate, minimum, maximum), Cap);

    private long Cap => Math.Min(limits[0], Math.Min(limits[1], limits[2]));

    /// <summary>Takes a report of loss, 0 to 1; returns whether the target changed.</summary>
    public bool Report(double loss, Instant now)
    {
        int before = Target;
        double seconds = Math.Clamp((now - reportedAt).TotalSeconds, 0, LongestGap);
        reportedAt = now;
        if (loss > HighLoss)
        {
            rate = Math.Max(minimum, Math.Min(rate, Cap) * Decrease);
        }
        else if (loss < LowLoss)
        {
            rate = Math.Min(maximum, rate * Math.Pow(1 + IncreasePerSecond, seconds));
        }

        return Target != before;
    }

    /// <summary>Takes a limit in bit/s, <see cref="long.MaxValue"/> for none; returns whether the target changed.</summary>
    public bool SetLimit(RateLimitKind kind, long bitsPerSecond)
    {
        int before = Target;
        limits[(int)kind] = Math.Max(bitsPerSecond, 1);
        return Target != before;
    }
}
