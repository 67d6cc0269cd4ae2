using System.Globalization;
using Mcu.Node.Cli;
using Mcu.Node.Hosting;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>
/// Runs <c>mcu serve</c> inside this program, and writes each second how often the collector ran and how much was
/// allocated: what cannot be seen from outside.
/// </summary>
internal static class NodeHostVerb
{
    /// <summary>The verb that has this program be a node.</summary>
    public const string Verb = "node";

    private const string Mark = "collector";

    /// <summary>Runs a node with a configuration file until SIGTERM.</summary>
    public static async Task<int> RunAsync(string configuration)
    {
        var watcher = new Thread(Watch) { IsBackground = true };
        watcher.Start();
        return await McuCommandLine.RunAsync(["serve", "--config", configuration], new CliSetup { Serve = new ServeCommand() }, CliEnvironment.OfProcess());
    }

    /// <summary>Reads the last line that a watched node wrote.</summary>
    public static CollectorCounts Read(NodeProcess node)
    {
        string[] fields = node.Log.Last(line => line.StartsWith(Mark, StringComparison.Ordinal)).Split(' ');
        return new(
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            int.Parse(fields[2], CultureInfo.InvariantCulture),
            long.Parse(fields[3], CultureInfo.InvariantCulture),
            long.Parse(fields[4], CultureInfo.InvariantCulture),
            long.Parse(fields[5], CultureInfo.InvariantCulture));
    }

    private static void Watch()
    {
        while (true)
        {
            Thread.Sleep(1000);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Mark} {GC.CollectionCount(0)} {GC.CollectionCount(2)} {GC.GetTotalAllocatedBytes()} {GC.GetTotalMemory(forceFullCollection: false)} {GC.GetGCMemoryInfo().TotalCommittedBytes}"));
        }
    }
}

/// <summary>What the collector has done since the start.</summary>
/// <param name="Collections">Of any generation.</param>
/// <param name="FullCollections">Of generation 2.</param>
/// <param name="AllocatedBytes">Allocated in all.</param>
/// <param name="HeapBytes">On the heap now.</param>
/// <param name="CommittedBytes">What the collector had from the system at the last collection.</param>
internal sealed record CollectorCounts(int Collections, int FullCollections, long AllocatedBytes, long HeapBytes, long CommittedBytes);
