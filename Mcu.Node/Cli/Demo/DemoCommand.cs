using System.CommandLine;
using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Node.Cli.Commands;
using Mcu.Node.Cli.Simulate;
using Mcu.Node.Configuration;
using Mcu.Node.Simulate;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Demo;

/// <summary><c>mcu demo</c>: a node of its own, nine rooms, the live table; exit code 0 when every room's checks pass.</summary>
internal static class DemoCommand
{
    private const int Rooms = 9;
    private const uint MostSeconds = 24 * 3600;

    /// <summary>Makes the command.</summary>
    public static Command Create(CliBuilder builder)
    {
        Option<uint?> seconds = CliSymbols.Option<uint?>(builder, "--seconds", DemoTexts.OptSeconds, "N");
        seconds.CustomParser = result => CliParsers.Whole(result, builder.Language, 1, MostSeconds);
        return builder.Verb("demo", DemoTexts.Demo, RunAsync, seconds);

        async Task<int> RunAsync(CliCall call)
        {
            try
            {
                return await DemonstrateAsync(call, call.Get(seconds));
            }
            catch (DemoException error)
            {
                call.Output.Fail(error.Reason);
            }
            catch (CodecException error)
            {
                call.Output.Fail(Message.Of(SimulateTexts.CodecMissing, ("cause", error.Message)));
            }

            return ExitCode.Refused;
        }
    }

    private static async Task<int> DemonstrateAsync(CliCall call, uint? seconds)
    {
        DemoConference.RequireFreePort();
        call.Output.Tell(DemoTexts.Starting);
        using var server = new ServerLink(new Uri($"http://{DemoConference.Grpc}"), call.Environment);
        await using var node = new DemoNode(call.Output.Language);
        Conference conference = await new DemoConference(server, call).OpenAsync(node);
        call.Output.Tell(
            DemoTexts.Ready,
            ("sip", McuConfiguration.Default.Sip.Listen),
            ("grpc", DemoConference.Grpc),
            ("conference", conference.Name),
            ("number", conference.Number));
        FleetOptions options = await OptionsAsync(conference, call.Cancel);
        var progress = new SimulateProgress(call);
        await using RoomFleet fleet = await progress.PrepareAsync(
            options.Rooms, done => RoomFleet.PrepareAsync(options, new FFmpegCodecFactory(), new FaultLine(call), done, call.Cancel));
        FleetReport report = await ShowAsync(call, server, conference, fleet, seconds);
        Print(call, report);
        return report.Passes ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<FleetReport> ShowAsync(CliCall call, ServerLink server, Conference conference, RoomFleet fleet, uint? seconds)
    {
        var keepsakes = new DemoKeepsakes(server, call, conference.Id);
        string[] hints = [.. DemoHints.Lines(conference, fleet.Rooms[^1].Plan.Name, call.Output.Language)];
        var screen = new DemoScreen(server, call, conference, keepsakes, hints);
        if (!call.Output.IsLive && !call.Json)
        {
            Array.ForEach(hints, call.Output.Plain);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(call.Cancel);
        Task<FleetReport> run = fleet.RunAsync(
            seconds is { } length ? TimeSpan.FromSeconds(length) : Timeout.InfiniteTimeSpan, over.Token, keepsakes.SaveAsync);
        Task shown = screen.ShowAsync(over.Token);
        FleetReport report = await run;
        await over.CancelAsync();
        await shown;
        screen.TellSaved();
        return report;
    }

    private static async Task<FleetOptions> OptionsAsync(Conference conference, CancellationToken cancel)
    {
        FleetTarget to = await FleetTarget.ResolveAsync($"sip:{conference.Number}@{McuConfiguration.Default.Sip.Listen}", cancel);
        return new FleetOptions
        {
            Target = to.Uri,
            Destination = to.Destination,
            LocalAddress = to.LocalAddress,
            Sites = Rooms,
            AudioCodecs = [AudioCodec.Opus, AudioCodec.G722, AudioCodec.Pcma],
            Receive = ReceiveMode.First,
        };
    }

    private static void Print(CliCall call, FleetReport report)
    {
        if (call.Json)
        {
            call.Output.Plain(SimulateJson.Write(report));
            return;
        }

        call.Output.Write(SimulateTable.Of(report, call.Output.Language, call.Environment.Width));
        call.Output.Plain(SimulateTable.Totals(report, call.Output.Language));
    }
}
