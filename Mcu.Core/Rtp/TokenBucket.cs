using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>
/// A rate with room for bursts. Kept as the instant at which the bucket will be full again, so that it needs no timer
/// and no division when asked.
/// </summary>
public struct TokenBucket
{
    private readonly double nanosecondsPerToken;
    private readonly long depth; // nanoseconds that a whole bucket takes to fill
    private long fullAt;

    /// <summary>A full bucket.</summary>
    /// <param name="perSecond">Tokens that flow in, each second.</param>
    /// <param name="burst">Tokens that it holds.</param>
    public TokenBucket(double perSecond, double burst)
    {
        nanosecondsPerToken = 1e9 / perSecond;
        depth = (long)(burst * nanosecondsPerToken);
        fullAt = long.MinValue / 4;
    }

    /// <summary>Takes tokens if there are so many.</summary>
    public bool TryTake(double tokens, Instant now)
    {
        long after = Math.Max(fullAt, now.Nanoseconds) + (long)(tokens * nanosecondsPerToken);
        if (after - now.Nanoseconds > depth)
        {
            return false;
        }

        fullAt = after;
        return true;
    }
}
