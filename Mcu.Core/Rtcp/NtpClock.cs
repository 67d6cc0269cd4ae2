using Mcu.Core.Time;

namespace Mcu.Core.Rtcp;

/// <summary>
/// The one mapping of instants to NTP time of a node. Sound and picture share it, which is what lip sync rests on; it is
/// never adjusted while calls last, since a step of the wall clock must not tear them apart.
/// </summary>
public sealed class NtpClock
{
    private static readonly DateTimeOffset Epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Instant reference;
    private readonly ulong value;

    /// <summary>Fixes the mapping.</summary>
    /// <param name="reference">An instant.</param>
    /// <param name="wall">The wall clock at that instant.</param>
    public NtpClock(Instant reference, DateTimeOffset wall)
    {
        this.reference = reference;
        value = FromTicks((wall - Epoch).Ticks);
    }

    /// <summary>The NTP time of an instant.</summary>
    public NtpTime At(Instant instant) => new(value + FromTicks((instant - reference).Ticks));

    private static ulong FromTicks(long ticks)
    {
        (long seconds, long rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        return ((ulong)seconds << 32) + (ulong)((rest << 32) / TimeSpan.TicksPerSecond);
    }
}
