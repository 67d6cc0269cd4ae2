using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench;

/// <summary>One thing to measure.</summary>
public interface IBenchmark
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in a line.</summary>
    string Summary { get; }

    /// <summary>Whether it runs only when it is named, because it takes long.</summary>
    bool OnlyWhenNamed => false;

    /// <summary>Measures; every table is given to <paramref name="output"/> as soon as it is whole.</summary>
    void Run(BenchContext context, BenchOutput output);
}
