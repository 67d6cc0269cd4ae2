using System.Diagnostics;

namespace Mcu.Tests.Bench.Failover;

/// <summary>A program for each processor that never rests.</summary>
internal sealed class CpuCrowd : IDisposable
{
    private readonly Process[] programs =
        [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Process.Start(new ProcessStartInfo("sh", ["-c", "while :; do :; done"]) { UseShellExecute = false })!)];

    /// <summary>How many.</summary>
    public int Count => programs.Length;

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(programs, program =>
    {
        program.Kill();
        program.WaitForExit();
        program.Dispose();
    });
}
