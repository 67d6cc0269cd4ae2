namespace Mcu.Core.Time;

/// <summary>
/// A point on a monotonic clock, in nanoseconds since an arbitrary start. Core never reads a clock: whoever drives it
/// passes the present in, so that tests run on a clock of their own.
/// </summary>
/// <param name="Nanoseconds">Nanoseconds since the clock's start; only differences mean anything.</param>
public readonly record struct Instant(long Nanoseconds) : IComparable<Instant>
{
    /// <summary>Earlier than every instant that a clock gives.</summary>
    public static readonly Instant Distant = new(long.MinValue / 4);

    /// <summary>Later than every instant that a clock gives: a deadline that is not set.</summary>
    public static readonly Instant Never = new(long.MaxValue / 4);

    /// <summary>Milliseconds since the clock's start.</summary>
    public double Milliseconds => Nanoseconds / 1e6;

    /// <summary>An instant so many milliseconds after the clock's start.</summary>
    public static Instant FromMilliseconds(double milliseconds) => new((long)(milliseconds * 1e6));

    /// <summary>The earlier of two deadlines.</summary>
    public static Instant Earlier(Instant a, Instant b) => a <= b ? a : b;

    /// <summary>The later of two instants.</summary>
    public static Instant Later(Instant a, Instant b) => a >= b ? a : b;

    public static Instant operator +(Instant at, TimeSpan by) => new(at.Nanoseconds + (by.Ticks * 100));

    public static Instant operator -(Instant at, TimeSpan by) => new(at.Nanoseconds - (by.Ticks * 100));

    /// <summary>The time between two instants, to 100 ns.</summary>
    public static TimeSpan operator -(Instant a, Instant b) => new((a.Nanoseconds - b.Nanoseconds) / 100);

    public static bool operator <(Instant a, Instant b) => a.Nanoseconds < b.Nanoseconds;

    public static bool operator >(Instant a, Instant b) => a.Nanoseconds > b.Nanoseconds;

    public static bool operator <=(Instant a, Instant b) => a.Nanoseconds <= b.Nanoseconds;

    public static bool operator >=(Instant a, Instant b) => a.Nanoseconds >= b.Nanoseconds;

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <inheritdoc/>
    public override string ToString() => $"{Milliseconds:F3} ms";
}
