using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mcu.Tests.Harness;

/// <summary>What a program has written, for waiting and for failures.</summary>
internal sealed class ProcessLog
{
    private const int Kept = 20_000; // lines
    private const int Shown = 80;
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>Begins to read a program's output and errors.</summary>
    public ProcessLog(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>How many lines have this text.</summary>
    public int CountOf(string text) => lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Whether a line has this text.</summary>
    public bool Has(string text) => lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>All lines.</summary>
    public string All => string.Join('\n', lines);

    /// <summary>The last lines.</summary>
    public override string ToString() => string.Join('\n', lines.TakeLast(Shown));

    private void Add(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }

        if (lines.Count > Kept)
        {
            lines.TryDequeue(out _);
        }
    }
}
