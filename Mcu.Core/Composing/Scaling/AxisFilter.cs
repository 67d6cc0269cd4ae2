namespace Mcu.Core.Composing.Scaling;

/// <summary>
/// Which samples of a line make each sample of a scaled line, and with what weights: the covered area when scaling
/// down, linear interpolation between centers when scaling up. Weights are in 1/128 and sum to 128 exactly, so that a
/// flat picture stays flat; none is above 127, as the SIMD kernels multiply by signed bytes.
/// </summary>
internal sealed class AxisFilter
{
    internal const int WeightBits = 7;
    private const int One = 1 << WeightBits;

    private AxisFilter(int outputs, int taps)
    {
        Taps = taps;
        Starts = new int[outputs];
        Weights = new sbyte[outputs * taps];
    }

    /// <summary>Weights per output; an even number.</summary>
    internal int Taps { get; }

    /// <summary>The first input of each output. Inputs past the line's end have weight 0, or repeat its last sample.</summary>
    internal int[] Starts { get; }

    /// <summary><see cref="Taps"/> weights for each output.</summary>
    internal sbyte[] Weights { get; }

    /// <summary>
    /// Makes the filter from a line of <paramref name="inputs"/> samples, of which <paramref name="span"/> count (a
    /// chroma line of an odd picture has half a sample too many), to <paramref name="outputs"/> samples.
    /// </summary>
    internal static AxisFilter Create(double span, int inputs, int outputs)
    {
        double ratio = span / outputs;
        int taps = ratio > 1 ? (int)Math.Ceiling(ratio) + 1 : 2;
        var filter = new AxisFilter(outputs, (taps + 1) & ~1);
        Span<double> exact = stackalloc double[filter.Taps];
        for (int at = 0; at < outputs; at++)
        {
            exact.Clear();
            filter.Starts[at] = ratio > 1 ? Area(at, ratio, inputs, exact) : Linear(at, ratio, inputs, exact);
            Quantize(exact, filter.Weights.AsSpan(at * filter.Taps, filter.Taps));
        }

        return filter;
    }

    private static int Area(int at, double ratio, int inputs, Span<double> weights)
    {
        double from = at * ratio;
        double to = Math.Min(from + ratio, inputs);
        int first = Math.Min((int)(from + 1e-9), inputs - 1);
        for (int input = first; input < to - 1e-9; input++)
        {
            weights[input - first] = (Math.Min(to, input + 1) - Math.Max(from, input)) / ratio;
        }

        return first;
    }

    private static int Linear(int at, double ratio, int inputs, Span<double> weights)
    {
        double center = Math.Clamp(((at + 0.5) * ratio) - 0.5, 0, inputs - 1);
        int first = Math.Min((int)center, Math.Max(0, inputs - 2));
        weights[1] = center - first;
        weights[0] = 1 - weights[1];
        return first;
    }

    // Rounds the running sum, so that the rounding errors cancel.
    private static void Quantize(ReadOnlySpan<double> exact, Span<sbyte> weights)
    {
        double total = 0;
        foreach (double weight in exact)
        {
            total += weight;
        }

        double sum = 0;
        int given = 0;
        for (int at = 0; at < exact.Length; at++)
        {
            sum += exact[at] / total;
            int weight = (int)Math.Round(sum * One) - given;
            given += weight;
            weights[at] = (sbyte)Math.Min(weight, One - 1);
            if (weight == One)
            {
                weights[at == 0 ? 1 : at - 1] = 1;
                return;
            }
        }
    }
}
