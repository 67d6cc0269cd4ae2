namespace Mcu.Node.Loops;

/// <summary>What a <see cref="Histogram"/> says.</summary>
/// <param name="Count">How many durations were recorded.</param>
/// <param name="P50">Half of them were at most this long.</param>
/// <param name="P99">99 % of them were at most this long.</param>
/// <param name="Max">None was longer; like the others within 6.25 %.</param>
/// <param name="Sum">All of them together.</param>
public readonly record struct HistogramSummary(long Count, TimeSpan P50, TimeSpan P99, TimeSpan Max, TimeSpan Sum);
