using System.Diagnostics;
using System.Text.Json;
using Mcu.Node.Simulate;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>Simulated rooms in a process of their own; they hang up when it is disposed of.</summary>
internal sealed class FleetProcess : IDisposable
{
    private readonly Process process;

    /// <summary>Starts the process and waits until everything that rooms send is ready.</summary>
    public FleetProcess(BenchContext context, FleetOrder order)
    {
        process = Process.Start(Start(context, order)) ?? throw new BenchException("the rooms' process did not start");
        Expect("ready");
    }

    /// <summary>Has all rooms call, and waits until all are answered.</summary>
    public void CallAll()
    {
        Command("call");
        FleetRoom[] rooms = Report();
        int missing = rooms.Count(room => room.State != RoomState.Connected);
        if (missing > 0)
        {
            throw new BenchException($"{missing} of {rooms.Length} rooms did not get into the conference");
        }
    }

    /// <summary>Frame rates count from now on.</summary>
    public void BeginMeasuring() => Command("begin");

    /// <summary>Rooms send nothing for a while.</summary>
    public void Pause() => Command("pause");

    /// <summary>Rooms send again.</summary>
    public void Resume() => Command("resume");

    /// <summary>What the rooms have measured.</summary>
    public FleetRoom[] Report() => JsonSerializer.Deserialize<FleetRoom[]>(Ask("report"))!;

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(10_000))
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static ProcessStartInfo Start(BenchContext context, FleetOrder order)
    {
        ProcessStartInfo start = SelfProcess.With(FleetHost.Verb, JsonSerializer.Serialize(order), context.Root);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        return start;
    }

    private void Command(string command)
    {
        process.StandardInput.WriteLine(command);
        Expect("done");
    }

    private string Ask(string command)
    {
        process.StandardInput.WriteLine(command);
        return process.StandardOutput.ReadLine() ?? throw new BenchException("the rooms' process has ended");
    }

    private void Expect(string word)
    {
        string? line = process.StandardOutput.ReadLine();
        if (!string.Equals(line, word, StringComparison.Ordinal))
        {
            throw new BenchException($"the rooms' process said '{line}' instead of '{word}'");
        }
    }
}
