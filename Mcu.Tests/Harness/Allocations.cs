namespace Mcu.Tests.Harness;

/// <summary>
/// Measures what a thread allocates. Every measure is the least of up to three rounds: what a path allocates is there in
/// each of them, but once in a great many rounds the counter is some KiB too high, by what looks like the rest of an
/// allocation context (8 KiB); the runtime's own test of it saw the same (dotnet/runtime issues 13502, 63487).
/// </summary>
internal static class Allocations
{
    private const int Rounds = 3;
    private const int AllocationContext = 8 * 1024; // no reading is off by more

    /// <summary>Bytes that the calling thread allocates in so many calls, after as many to warm up.</summary>
    public static long Of(Action action, int calls = 200)
    {
        Repeat(action, calls);
        return In(() => Repeat(action, calls));
    }

    /// <summary>Bytes that the calling thread allocates in a round of something that is warm.</summary>
    public static long In(Action round) => Least(() =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        round();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    /// <summary>The least of rounds that measure for themselves.</summary>
    public static long Least(Func<long> round)
    {
        long least = round();
        for (int i = 1; i < Rounds && least is > 0 and <= AllocationContext; i++)
        {
            least = Math.Min(least, round());
        }

        return least;
    }

    /// <summary>The same by readings that a thread took of its own counter, one after the other: a third of them is a round.</summary>
    public static long Between(ReadOnlySpan<long> readings)
    {
        int last = readings.Length - 1;
        long least = long.MaxValue, all = readings[last] - readings[0];
        for (int i = 0; i < Rounds; i++)
        {
            least = Math.Min(least, readings[(i + 1) * last / Rounds] - readings[i * last / Rounds]);
        }

        return all > AllocationContext ? all : least;
    }

    private static void Repeat(Action action, int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            action();
        }
    }
}
