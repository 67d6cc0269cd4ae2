using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Demo;

/// <summary>
/// An MCU of the demonstration: this program once more, as <c>mcu serve</c> in a session of its own, so that Ctrl-C
/// reaches the rooms first and the MCU last.
/// </summary>
internal sealed partial class DemoNode : IAsyncDisposable
{
    private const int Terminate = 15; // SIGTERM
    private const int LinesKept = 12;
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(6);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>Starts it.</summary>
    /// <param name="configuration">Its file.</param>
    /// <param name="language">What its log and captions are in.</param>
    public DemoNode(string configuration, Language language)
    {
        var start = new ProcessStartInfo("setsid") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string self = Environment.ProcessPath!;
        start.ArgumentList.Add(self);
        if (Path.GetFileNameWithoutExtension(self) is "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        }

        start.ArgumentList.Add("serve");
        start.ArgumentList.Add("--config");
        start.ArgumentList.Add(configuration);
        start.ArgumentList.Add("--lang");
        start.ArgumentList.Add(language == Language.Vietnamese ? "vi" : "en");
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Its exit code, when it has ended.</summary>
    public int Code => process.ExitCode;

    /// <summary>Its last lines.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>Kills it, as a power cut does: it says no good-bye to anybody.</summary>
    public Task KillAsync(CancellationToken cancel)
    {
        process.Kill();
        return process.WaitForExitAsync(cancel);
    }

    /// <summary>Asks it to end, which says BYE to whoever is in the call, and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            _ = Kill(process.Id, Terminate);
            using var patience = new CancellationTokenSource(LongestGoodbye);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }

        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        while (lines.Count > LinesKept)
        {
            lines.TryDequeue(out _);
        }
    }
}
