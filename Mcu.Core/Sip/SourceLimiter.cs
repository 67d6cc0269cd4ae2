using System.Net;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>A token bucket per source address for requests that belong to no dialog. Bounded: strangers beyond share one bucket.</summary>
internal sealed class SourceLimiter(double perSecond, int burst)
{
    private const int MaximumSources = 4096;
    private readonly Dictionary<IPAddress, Bucket> buckets = [];

    /// <summary>Takes a token; false when the source has none left.</summary>
    public bool TryTake(IPAddress source, Instant now)
    {
        if (!buckets.ContainsKey(source) && buckets.Count >= MaximumSources)
        {
            ForgetIdle(now);
            source = buckets.Count >= MaximumSources ? IPAddress.None : source;
        }

        double tokens = buckets.TryGetValue(source, out Bucket bucket) ? Refilled(bucket, now) : burst;
        buckets[source] = new Bucket(tokens >= 1 ? tokens - 1 : tokens, now);
        return tokens >= 1;
    }

    private double Refilled(Bucket bucket, Instant now) =>
        Math.Min(burst, bucket.Tokens + ((now - bucket.At).TotalSeconds * perSecond));

    private void ForgetIdle(Instant now)
    {
        foreach ((IPAddress source, Bucket bucket) in buckets)
        {
            if (Refilled(bucket, now) >= burst)
            {
                buckets.Remove(source);
            }
        }
    }

    private readonly record struct Bucket(double Tokens, Instant At);
}
