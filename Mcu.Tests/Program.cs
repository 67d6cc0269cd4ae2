namespace Mcu.Tests;

/// <summary>Entry point of <c>./build.sh bench</c>; NUnit does not pass here.</summary>
public static class Program
{
    /// <summary>Runs the benchmarks named on the command line, or all.</summary>
    public static int Main(string[] args) => args.Length >= 0 ? 0 : 1;
}
