using FsCheck;
using FsCheck.Fluent;
using Mcu.Node.Loops;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Loops;

/// <summary>Durations in buckets that are fine enough to read quantiles from.</summary>
public sealed class HistogramTests
{
    [Test]
    public void Summarize_Nothing_IsZero()
    {
        Assert.That(new Histogram().Summarize(), Is.EqualTo(default(HistogramSummary)));
    }

    [Test]
    public void Summarize_HundredDurations_GivesQuantilesWithinABucket()
    {
        var histogram = new Histogram();
        for (int i = 1; i <= 100; i++)
        {
            histogram.Record(TimeSpan.FromMilliseconds(i));
        }

        HistogramSummary summary = histogram.Summarize();

        Assert.That(summary.Count, Is.EqualTo(100));
        Assert.That(summary.P50.TotalMilliseconds, Is.InRange(50, 50 * 1.0625));
        Assert.That(summary.P99.TotalMilliseconds, Is.InRange(99, 99 * 1.0625));
        Assert.That(summary.Max.TotalMilliseconds, Is.InRange(100, 100 * 1.0625));
        Assert.That(summary.Sum, Is.EqualTo(TimeSpan.FromMilliseconds(5050)));
    }

    [Test]
    public void Record_NegativeOrEndless_CountsInTheOuterBuckets()
    {
        var histogram = new Histogram();
        histogram.Record(TimeSpan.FromSeconds(-1));
        histogram.Record(TimeSpan.FromDays(1));

        Assert.That(histogram.Summarize().P50, Is.EqualTo(TimeSpan.Zero));
        Assert.That(histogram.Summarize().Max, Is.GreaterThan(TimeSpan.FromHours(1)));
    }

    [Test]
    public void Take_OnAWindow_GivesOnlyWhatCameSinceTheLastTake()
    {
        var histogram = new Histogram();
        var window = new HistogramWindow(histogram);
        histogram.Record(TimeSpan.FromSeconds(3));
        window.Take();
        histogram.Record(TimeSpan.FromMicroseconds(7));

        Assert.That(window.Take(), Is.EqualTo(new HistogramSummary(
            1, TimeSpan.FromMicroseconds(7), TimeSpan.FromMicroseconds(7), TimeSpan.FromMicroseconds(7), TimeSpan.FromMicroseconds(7))));
    }

    [Test]
    public void Of_AnyDuration_LiesWithinItsBucketAndNear()
    {
        Prop.ForAll<uint>(microseconds =>
        {
            int bucket = HistogramBuckets.Of(microseconds);
            long upper = HistogramBuckets.UpperEdge(bucket);
            bool inside = upper >= microseconds && (bucket == 0 || HistogramBuckets.UpperEdge(bucket - 1) < microseconds);
            return inside && upper <= microseconds * 1.0625 + 1 && bucket < HistogramBuckets.Count;
        }).QuickCheckThrowOnFailure();
        Assert.That(HistogramBuckets.UpperEdge(HistogramBuckets.Of(uint.MaxValue)), Is.EqualTo(uint.MaxValue));
    }

    [Test]
    public void Record_Always_AllocatesNothing()
    {
        var histogram = new Histogram();

        Assert.That(Allocations.Of(() => histogram.Record(TimeSpan.FromMilliseconds(3))), Is.Zero);
    }
}
