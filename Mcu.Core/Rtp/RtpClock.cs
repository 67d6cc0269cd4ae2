using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>Turns time into units of an RTP clock and back, without overflow in any uptime.</summary>
public static class RtpClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Video's clock, Hz (RFC 6184, RFC 7741).</summary>
    public const int Video = 90000;

    /// <summary>Units from the clock's start to an instant, as a long that does not wrap.</summary>
    public static long Units(Instant at, int clockRate)
    {
        (long seconds, long rest) = Math.DivRem(at.Nanoseconds, NanosecondsPerSecond);
        return (seconds * clockRate) + (rest * clockRate / NanosecondsPerSecond);
    }

    /// <summary>Units in a span of time.</summary>
    public static long Units(TimeSpan time, int clockRate) => Units(new Instant(time.Ticks * 100), clockRate);

    /// <summary>The span of time that so many units take.</summary>
    public static TimeSpan Duration(long units, int clockRate) =>
        new((units / clockRate * TimeSpan.TicksPerSecond) + (units % clockRate * TimeSpan.TicksPerSecond / clockRate));
}
