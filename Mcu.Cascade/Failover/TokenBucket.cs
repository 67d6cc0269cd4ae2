using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>
/// How fast things may go out: a burst at once, then so many a second. Sans-IO; each reservation is granted in its turn, so nobody
/// starves.
/// </summary>
/// <param name="perSecond">In the long run.</param>
/// <param name="burst">At once, after a rest.</param>
public sealed class TokenBucket(double perSecond, int burst)
{
    private readonly TimeSpan interval = TimeSpan.FromSeconds(1 / perSecond);
    private Instant next = Instant.Distant;

    /// <summary>Takes one place; how long to wait for it.</summary>
    public TimeSpan Reserve(Instant now)
    {
        Instant place = Instant.Later(next, now - ((burst - 1) * interval));
        next = place + interval;
        return place > now ? place - now : TimeSpan.Zero;
    }
}
