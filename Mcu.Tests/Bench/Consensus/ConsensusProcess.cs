using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Mcu.Core.Time;
using Mcu.Tests.Bench.Nodes;

namespace Mcu.Tests.Bench.Consensus;

/// <summary>A <see cref="ConsensusHost"/> as its parent sees it.</summary>
internal sealed partial class ConsensusProcess : IDisposable
{
    private const int Continue = 18;
    private const int Stop = 19;
    private readonly Process process;
    private readonly BlockingCollection<string> lines = [];
    private readonly Thread reader;
    private long ledAt = Instant.Distant.Nanoseconds;

    public ConsensusProcess(string self, string folder, int firstPort)
    {
        ProcessStartInfo start = SelfProcess.With(ConsensusHost.Verb, self, folder, firstPort.ToString(CultureInfo.InvariantCulture));
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        process = Process.Start(start)!;
        reader = new Thread(Read) { IsBackground = true };
        reader.Start();
        Expect("ready");
    }

    /// <summary>When it began to lead; distant when it does not.</summary>
    public Instant LedAt => new(Volatile.Read(ref ledAt));

    /// <summary>Milliseconds of so many commits, one after the other.</summary>
    public double[] Commit(int count, int bytes)
    {
        process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"commit {count} {bytes}"));
        return [.. Expect("took").Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(
            word => double.Parse(word, CultureInfo.InvariantCulture))];
    }

    /// <summary>Waits until nobody lags behind this leader.</summary>
    public void Settle()
    {
        process.StandardInput.WriteLine("settle");
        Expect("settled");
    }

    /// <summary>Stops it as SIGSTOP does: its connections stay, and say nothing.</summary>
    public void Pause() => Signal(Stop);

    public void Resume() => Signal(Continue);

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private void Signal(int signal)
    {
        if (SendSignal(process.Id, signal) != 0)
        {
            throw new BenchException("a signal was not taken");
        }
    }

    private string Expect(string word)
    {
        while (lines.TryTake(out string? line, TimeSpan.FromSeconds(60)))
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new BenchException($"a member never said '{word}'");
    }

    private void Read()
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            if (words is ["lead", var at])
            {
                Volatile.Write(ref ledAt, long.Parse(at, CultureInfo.InvariantCulture));
            }
            else if (words[0] is "follow")
            {
                Volatile.Write(ref ledAt, Instant.Distant.Nanoseconds);
            }
            else
            {
                lines.Add(line);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
