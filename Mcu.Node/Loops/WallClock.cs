using Mcu.Core.Time;

namespace Mcu.Node.Loops;

/// <summary>
/// Wall-clock time for instants, by one pair of readings taken at the start. The mapping is never adjusted: sender reports of
/// sound and picture must come from one steady clock (RFC 3550 section 6.4.1), which a step of the system's time would break.
/// </summary>
/// <param name="at">An instant.</param>
/// <param name="utc">The wall-clock time at that instant.</param>
public sealed class WallClock(Instant at, DateTimeOffset utc)
{
    private static readonly DateTimeOffset NtpEpoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The mapping as of now, from the system's clocks.</summary>
    public static WallClock FromSystem() => new(MonotonicClock.Now, DateTimeOffset.UtcNow);

    /// <summary>The wall-clock time of an instant, to 100 ns.</summary>
    public DateTimeOffset ToUtc(Instant instant) => utc + (instant - at);

    /// <summary>The instant of a wall-clock time.</summary>
    public Instant ToInstant(DateTimeOffset time) => at + (time - utc);

    /// <summary>
    /// The 64-bit NTP timestamp of an instant: seconds since 1900 in the upper half, fractions of 2^-32 s in the lower
    /// (RFC 5905 section 6).
    /// </summary>
    public ulong ToNtp(Instant instant)
    {
        long ticks = (ToUtc(instant) - NtpEpoch).Ticks;
        ulong seconds = (ulong)(ticks / TimeSpan.TicksPerSecond);
        ulong fraction = ((ulong)(ticks % TimeSpan.TicksPerSecond) << 32) / TimeSpan.TicksPerSecond;
        return (seconds << 32) | fraction;
    }
}
