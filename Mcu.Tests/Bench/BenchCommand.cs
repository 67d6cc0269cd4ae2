using System.Globalization;
using Mcu.Core.Codecs;
using Mcu.Tests.Bench.Consensus;
using Mcu.Tests.Bench.Nodes;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench;

/// <summary>The command line of <c>./build.sh bench</c>.</summary>
public static class BenchCommand
{
    private const string Usage = "usage: ./build.sh bench [list | NAME ...] [--rounds N] [--minutes N] [--output text|json]";

    /// <summary>Runs it; 0 when all ran, 1 when one could not, 2 when the command line is wrong.</summary>
    public static int Run(string[] args)
    {
        switch (args)
        {
            case [FleetHost.Verb, var order, var root]:
                return FleetHost.RunAsync(order, root).GetAwaiter().GetResult();
            case [ConsensusHost.Verb, var self, var folder, var firstPort]:
                return ConsensusHost.RunAsync(self, folder, int.Parse(firstPort, CultureInfo.InvariantCulture)).GetAwaiter().GetResult();
            case [NodeHostVerb.Verb, var configuration]:
                return NodeHostVerb.RunAsync(configuration).GetAwaiter().GetResult();
        }

        if (!TryParse(args, out List<string> names, out int? rounds, out int? minutes, out bool json))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        if (names is ["list"])
        {
            List();
            return 0;
        }

        var output = new BenchOutput(Console.Out, json);
        output.Begin(MachineFacts.Collect());
        int failed = RunAll(names, new BenchContext(Directory.GetCurrentDirectory(), rounds, minutes), output);
        output.End();
        return failed == 0 ? 0 : 1;
    }

    private static int RunAll(List<string> names, BenchContext context, BenchOutput output)
    {
        int failed = 0;
        foreach (IBenchmark benchmark in Benchmarks.All)
        {
            if (names.Count == 0 ? benchmark.OnlyWhenNamed : !names.Contains(benchmark.Name, StringComparer.Ordinal))
            {
                continue;
            }

            Console.Error.WriteLine($"==> {benchmark.Name}: {benchmark.Summary}");
            try
            {
                benchmark.Run(context, output);
            }
            catch (Exception failure) when (failure is BenchException or CodecException or IOException)
            {
                failed++;
                Console.Error.WriteLine($"bench: {benchmark.Name} could not run: {failure.Message}");
            }
        }

        return failed;
    }

    private static void List()
    {
        foreach (IBenchmark benchmark in Benchmarks.All)
        {
            Console.WriteLine($"{benchmark.Name,-10} {benchmark.Summary}{(benchmark.OnlyWhenNamed ? " (only when named)" : "")}");
        }
    }

    private static bool TryParse(string[] args, out List<string> names, out int? rounds, out int? minutes, out bool json)
    {
        (names, rounds, minutes, json) = ([], null, null, false);
        for (int at = 0; at < args.Length; at++)
        {
            string value = at + 1 < args.Length ? args[at + 1] : "";
            switch (args[at])
            {
                case "--rounds" when int.TryParse(value, CultureInfo.InvariantCulture, out int count) && count is > 0 and < 100:
                    (rounds, at) = (count, at + 1);
                    break;
                case "--minutes" when int.TryParse(value, CultureInfo.InvariantCulture, out int count) && count is > 0 and <= 600:
                    (minutes, at) = (count, at + 1);
                    break;
                case "--output" when value is "text" or "json":
                    (json, at) = (value is "json", at + 1);
                    break;
                case "list" when args.Length == 1:
                case var name when Benchmarks.All.Any(benchmark => string.Equals(benchmark.Name, name, StringComparison.Ordinal)):
                    names.Add(args[at]);
                    break;
                default:
                    Console.Error.WriteLine($"bench: there is no '{args[at]}'; './build.sh bench list' names all benchmarks");
                    return false;
            }
        }

        return true;
    }
}
