using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Measuring;

/// <summary>
/// Measurements of two things in turn, so that whatever else the machine does meets both: the figure is the median of
/// the pairs' ratios.
/// </summary>
/// <param name="Baseline">What ours is compared with.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Ratio">Ours divided by the baseline of the same round.</param>
public sealed record Paired(Spread Baseline, Spread Ours, Spread Ratio)
{
    /// <summary>Measures both in each round; which comes first alternates.</summary>
    public static Paired Measure(int rounds, Func<double> baseline, Func<double> ours)
    {
        var pairs = new List<(double Baseline, double Ours)>();
        for (int round = 0; round < rounds; round++)
        {
            double first = round % 2 == 0 ? baseline() : ours();
            double second = round % 2 == 0 ? ours() : baseline();
            pairs.Add(round % 2 == 0 ? (first, second) : (second, first));
        }

        return Of(pairs);
    }

    /// <summary>Sums up pairs that were measured otherwise.</summary>
    public static Paired Of(IReadOnlyCollection<(double Baseline, double Ours)> pairs) => new(
        Spread.Of(pairs.Select(pair => pair.Baseline)),
        Spread.Of(pairs.Select(pair => pair.Ours)),
        Spread.Of(pairs.Select(pair => pair.Ours / pair.Baseline)));
}
