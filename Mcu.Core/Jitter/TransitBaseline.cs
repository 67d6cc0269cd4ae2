namespace Mcu.Core.Jitter;

/// <summary>
/// The transit time of the quickest packets of the last ten seconds (arrival minus place in the stream; only
/// differences mean anything). It follows clock drift and changes of route. In samples at 48 kHz.
/// </summary>
internal sealed class TransitBaseline
{
    private const double BucketSamples = 48000;
    private readonly double[] minima = new double[10];
    private double bucketEnds = double.NegativeInfinity;
    private int bucket;

    /// <summary>The least transit time; meaningless before the first packet.</summary>
    public double Value { get; private set; }

    /// <summary>Forgets everything: the next packet sets the baseline.</summary>
    public void Reset() => bucketEnds = double.NegativeInfinity;

    /// <summary>Takes in a packet's transit time; returns by how much <see cref="Value"/> has moved.</summary>
    public double Observe(double transit, double arrival)
    {
        if (arrival >= bucketEnds + (BucketSamples * minima.Length))
        {
            Array.Fill(minima, double.PositiveInfinity);
            bucketEnds = arrival + BucketSamples;
        }

        while (arrival >= bucketEnds)
        {
            bucket = (bucket + 1) % minima.Length;
            minima[bucket] = double.PositiveInfinity;
            bucketEnds += BucketSamples;
        }

        minima[bucket] = Math.Min(minima[bucket], transit);
        double before = Value;
        Value = double.PositiveInfinity;
        foreach (double minimum in minima)
        {
            Value = Math.Min(Value, minimum);
        }

        return Value - before;
    }
}
