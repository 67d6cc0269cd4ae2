using Mcu.Node.Simulate;
using Mcu.Node.Texts;
using Spectre.Console;

namespace Mcu.Node.Cli.Simulate;

/// <summary>Says how a simulation goes while it lasts: a line that rewrites itself on a terminal, one now and then elsewhere.</summary>
internal sealed class SimulateProgress(CliCall call)
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the rooms' content.</summary>
    public Task<RoomFleet> PrepareAsync(int rooms, Func<IProgress<int>, Task<RoomFleet>> prepare)
    {
        if (!call.Environment.ErrorIsTerminal)
        {
            call.Environment.Error.WriteLine(Preparing(0, rooms));
            return prepare(new Progress<int>());
        }

        return call.Output.ErrorConsole.Status().Spinner(Spinner.Known.Line).StartAsync(
            Markup.Escape(Preparing(0, rooms)),
            status => prepare(new Progress<int>(done => status.Status = Markup.Escape(Preparing(done, rooms)))));
    }

    /// <summary>Waits for the run.</summary>
    public Task<FleetReport> FollowAsync(RoomFleet fleet, Task<FleetReport> run) => call.Environment.ErrorIsTerminal
        ? call.Output.ErrorConsole.Status().Spinner(Spinner.Known.Line).StartAsync(
            Markup.Escape(Running(fleet.Report())),
            status => TellAsync(fleet, run, OnTerminal, line => status.Status = Markup.Escape(line)))
        : TellAsync(fleet, run, Elsewhere, call.Environment.Error.WriteLine);

    private async Task<FleetReport> TellAsync(RoomFleet fleet, Task<FleetReport> run, TimeSpan interval, Action<string> tell)
    {
        while (await Task.WhenAny(run, Task.Delay(interval, call.Environment.Time)) != run)
        {
            tell(Running(fleet.Report()));
        }

        return await run;
    }

    private string Preparing(int done, int total) => call.Output.Say(SimulateTexts.Preparing, ("done", done), ("total", total));

    private string Running(FleetReport report)
    {
        RoomReport[] connected = [.. report.Rooms.Where(room => room.State == RoomState.Connected)];
        return call.Output.Say(
            SimulateTexts.Running,
            ("seconds", $"{report.Lasted.TotalSeconds:0}"),
            ("connected", connected.Length),
            ("total", report.Rooms.Count),
            ("failed", report.Rooms.Count(room => room.State is RoomState.Failed or RoomState.Dropped)),
            ("fps", $"{connected.Select(room => room.FramesPerSecond ?? 0).DefaultIfEmpty().Average():0.#}"),
            ("freezes", connected.Sum(room => room.Freezes)),
            ("loss", $"{connected.Select(room => room.VideoLossPercent).DefaultIfEmpty().Average():0.##}"));
    }
}
