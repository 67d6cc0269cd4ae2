using System.Diagnostics;
using Mcu.Tests.Cascade.Processes;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Looks on at whether two rooms hear one another, while something else is waited for.</summary>
internal sealed class TalkWatch(DistantRoom one, DistantRoom other)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    private readonly ToneWatch[] watches = [new(one, other), new(other, one)];

    /// <summary>For how long the first has not heard the second, and the second the first.</summary>
    public IReadOnlyList<TimeSpan> LongestGaps => [.. watches.Select(watch => watch.LongestGap)];

    /// <summary>Whether they have heard one another for a second on end since the last <see cref="BeginAnew"/>.</summary>
    public bool IsHeard => Array.TrueForAll(watches, watch => watch.IsHeard);

    /// <summary>What was heard so far counts no more for <see cref="IsHeard"/>.</summary>
    public void BeginAnew() => Array.ForEach(watches, watch => watch.BeginAnew());

    /// <summary>Takes in what they have heard since it looked last.</summary>
    public void Look() => Array.ForEach(watches, watch => watch.Look());

    /// <summary>Looks on for a time.</summary>
    public void For(TimeSpan time)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time; Thread.Sleep(LookEvery))
        {
            Look();
        }
    }

    /// <summary>Looks on until something has come to be.</summary>
    public void Until(double seconds, Func<bool> isReached, string what, Func<string>? log = null) => Within.Seconds(
        seconds,
        () =>
        {
            Look();
            return isReached();
        },
        what,
        log);

    /// <summary>Looks on until they have heard one another for a second.</summary>
    public void UntilHeard(double seconds, Func<string>? log = null) =>
        Until(seconds, () => IsHeard, "the rooms hear one another for a second", () => $"{Describe()}\n{log?.Invoke()}");

    /// <summary>Prints the gaps.</summary>
    public void Print() => Array.ForEach(watches, watch => TestContext.Out.WriteLine($"           {watch}"));

    /// <summary>The gaps.</summary>
    public override string ToString() => string.Join(", ", watches.Select(watch => $"{watch}"));

    private string Describe() => string.Join('\n', watches.Select(watch => $"{watch}: {(watch.IsHeard ? "heard" : "not heard")}"));
}
