using Mcu.Tests.Bench.Clips;

namespace Mcu.Tests.Bench;

/// <summary>What all benchmarks share: where they may write, how often they repeat, the rooms' pictures.</summary>
/// <param name="root">The repository's root.</param>
/// <param name="rounds">How many pairs of measurements a figure is the median of; null: each benchmark's own choice.</param>
/// <param name="minutes">How long what goes by time goes on; null: each benchmark's own choice.</param>
public sealed class BenchContext(string root, int? rounds, int? minutes = null)
{
    private ClipStore? clips;

    /// <summary>The repository's root.</summary>
    public string Root => root;

    /// <summary>Where clips and logs of benchmarks go; not in version control.</summary>
    public string Folder { get; } = Directory.CreateDirectory(Path.Combine(root, "artifacts", "bench")).FullName;

    /// <summary>The program that <c>./build.sh publish</c> makes; a <see cref="BenchException"/> when it has not.</summary>
    public string Program =>
        Path.Combine(root, "artifacts", "publish", "mcu") is var program && File.Exists(program)
            ? program
            : throw new BenchException($"there is no {program}; './build.sh publish' makes it");

    /// <summary>What rooms send.</summary>
    public ClipStore Clips => clips ??= new ClipStore(Path.Combine(Folder, "clips"), Path.Combine(root, "..", "shared", "media"));

    /// <summary>How many pairs of measurements to take.</summary>
    public int Rounds(int usual) => rounds ?? usual;

    /// <summary>How long to go on.</summary>
    public int Minutes(int usual) => minutes ?? usual;

    /// <summary>Says on standard error what is being done.</summary>
    public static void Say(string what) => Console.Error.WriteLine($"    {what}");
}
