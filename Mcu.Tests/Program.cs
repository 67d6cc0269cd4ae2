using Mcu.Tests.Bench;

namespace Mcu.Tests;

/// <summary>Entry point of <c>./build.sh bench</c>; NUnit does not pass here.</summary>
public static class Program
{
    /// <summary>Runs the benchmarks named on the command line, or all that are not long.</summary>
    public static int Main(string[] args) => BenchCommand.Run(args);
}
