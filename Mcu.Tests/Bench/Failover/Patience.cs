using System.Diagnostics;

namespace Mcu.Tests.Bench.Failover;

/// <summary>For how long a benchmark waits for what a group and its rooms are to come to.</summary>
internal sealed class Patience(TimeSpan limit)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until there is a node that a condition names; a <see cref="BenchException"/> when there is none in time.</summary>
    public GroupNode Await(Func<GroupNode?> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < limit)
        {
            if (condition() is { } node)
            {
                return node;
            }

            Thread.Sleep(LookEvery);
        }

        throw new BenchException($"never happened: {what}");
    }
}
