using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Mcu.Node.Loops;

namespace Mcu.Node.Metrics;

/// <summary>
/// Shows what loops measure of themselves, each by its name. Read only when a collector asks; loops pay nothing.
/// </summary>
public sealed class LoopInstruments
{
    private readonly ConcurrentDictionary<string, Entry> loops = new(StringComparer.Ordinal);

    /// <summary>Makes the instruments on a meter.</summary>
    public LoopInstruments(Meter meter)
    {
        meter.CreateObservableCounter("mcu.loop.ticks", () => Observe(static e => e.Statistics.Ticks), "{tick}", "Ticks that ran.");
        meter.CreateObservableCounter("mcu.loop.missed", () => Observe(static e => e.Statistics.Missed), "{tick}", "Due ticks that did not run.");
        meter.CreateObservableCounter("mcu.loop.faults", () => Observe(static e => e.Statistics.Faults), "{fault}", "Exceptions survived.");
        meter.CreateObservableCounter("mcu.loop.busy", () => Observe(static e => e.BusyMilliseconds), "ms", "Time spent in the body.");
        meter.CreateObservableGauge("mcu.loop.lateness", ObserveLateness, "ms", "Lateness of ticks since the last reading, by quantile.");
    }

    /// <summary>Shows a loop; one of the same name is no longer shown.</summary>
    public void Add(string name, LoopStatistics statistics) => loops[name] = new Entry(name, statistics);

    /// <summary>Shows a loop no longer.</summary>
    public void Remove(string name) => loops.TryRemove(name, out _);

    private IEnumerable<Measurement<T>> Observe<T>(Func<Entry, T> read)
        where T : struct
    {
        foreach (Entry loop in loops.Values)
        {
            yield return new Measurement<T>(read(loop), loop.Tag);
        }
    }

    private IEnumerable<Measurement<double>> ObserveLateness()
    {
        foreach (Entry loop in loops.Values)
        {
            HistogramSummary summary = loop.Lateness.Take();
            yield return Quantile(loop, "0.5", summary.P50);
            yield return Quantile(loop, "0.99", summary.P99);
            yield return Quantile(loop, "1", summary.Max);
        }
    }

    private static Measurement<double> Quantile(Entry loop, string quantile, TimeSpan value) =>
        new(value.TotalMilliseconds, loop.Tag, new KeyValuePair<string, object?>("quantile", quantile));

    private sealed class Entry(string name, LoopStatistics statistics)
    {
        public LoopStatistics Statistics { get; } = statistics;

        public double BusyMilliseconds => Statistics.Work.Sum.TotalMilliseconds;

        public HistogramWindow Lateness { get; } = new(statistics.Lateness);

        public KeyValuePair<string, object?> Tag { get; } = new("loop", name);
    }
}
