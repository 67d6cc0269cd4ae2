namespace Mcu.Tests.Bench.Report;

/// <summary>Repeated measurements of one thing.</summary>
/// <param name="Median">The middle one.</param>
/// <param name="Least">The least.</param>
/// <param name="Greatest">The greatest.</param>
public readonly record struct Spread(double Median, double Least, double Greatest)
{
    /// <summary>Sums measurements up; there is at least one.</summary>
    public static Spread Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return new(Percentile(sorted, 0.5), sorted[0], sorted[^1]);
    }

    /// <summary>The value below which so large a part of the sorted samples lies, between neighbors where it falls between.</summary>
    public static double Percentile(double[] sorted, double part)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        double at = part * (sorted.Length - 1);
        int below = (int)at;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (at - below));
    }
}
