using System.Diagnostics.Metrics;
using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Metrics;

/// <summary>Shows what loops measure of themselves, each by its name. Read only when a collector asks; loops pay nothing.</summary>
internal sealed class LoopInstruments
{
    private readonly Func<IReadOnlyList<NamedLoop>> loops;
    private readonly Func<Instant> clock;
    private readonly Dictionary<string, LatenessWindow> windows = new(StringComparer.Ordinal);

    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">Where they belong.</param>
    /// <param name="loops">The loops that run.</param>
    /// <param name="clock">The present.</param>
    public LoopInstruments(Meter meter, Func<IReadOnlyList<NamedLoop>> loops, Func<Instant> clock)
    {
        (this.loops, this.clock) = (loops, clock);
        meter.CreateObservableCounter("mcu.loop.ticks", () => Observe(static s => s.Ticks), "{tick}", "Ticks that ran.");
        meter.CreateObservableCounter(
            "mcu.loop.missed.ticks", () => Observe(static s => s.Missed), "{tick}", "Due ticks that did not run; of a video loop: pictures left out.");
        meter.CreateObservableCounter("mcu.loop.faults", () => Observe(static s => s.Faults), "{fault}", "Exceptions survived.");
        meter.CreateObservableCounter("mcu.loop.busy", () => Observe(static s => s.Work.Sum.TotalSeconds), "s", "Time spent in the body.");
        meter.CreateObservableGauge(
            "mcu.loop.lateness", ObserveLateness, "s", "How late ticks began in the last 10 s or since the reading before, by quantile; 1 is the latest.");
    }

    private IEnumerable<Measurement<T>> Observe<T>(Func<LoopStatistics, T> read)
        where T : struct => loops().Select(loop => new Measurement<T>(read(loop.Statistics), new KeyValuePair<string, object?>("loop", loop.Name)));

    private IEnumerable<Measurement<double>> ObserveLateness()
    {
        IReadOnlyList<NamedLoop> running = loops();
        foreach (string gone in windows.Keys.Except(running.Select(loop => loop.Name), StringComparer.Ordinal).ToArray())
        {
            windows.Remove(gone);
        }

        return [.. running.SelectMany(Quantiles)];
    }

    private IEnumerable<Measurement<double>> Quantiles(NamedLoop loop)
    {
        if (!windows.TryGetValue(loop.Name, out LatenessWindow? window) || window.Statistics != loop.Statistics)
        {
            windows[loop.Name] = window = new LatenessWindow(loop.Statistics);
        }

        HistogramSummary late = window.Read(clock());
        yield return Quantile("0.5", late.P50);
        yield return Quantile("0.99", late.P99);
        yield return Quantile("1", late.Max);

        Measurement<double> Quantile(string quantile, TimeSpan value) => new(
            value.TotalSeconds, new KeyValuePair<string, object?>("loop", loop.Name), new KeyValuePair<string, object?>("quantile", quantile));
    }
}

/// <summary>A loop and what it measures.</summary>
/// <param name="Name">As operators read it.</param>
/// <param name="Statistics">Any thread may read them.</param>
internal sealed record NamedLoop(string Name, LoopStatistics Statistics);
