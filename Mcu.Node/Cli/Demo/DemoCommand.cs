using System.CommandLine;
using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Node.Cli.Commands;
using Mcu.Node.Cli.Simulate;
using Mcu.Node.Simulate;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Demo;

/// <summary><c>mcu demo</c>: a province with a standby and two districts as processes of their own, nine rooms, the live table; exit code 0 when every room's checks pass.</summary>
internal static class DemoCommand
{
    private const uint MostSeconds = 24 * 3600;
    private const int Seed = 2; // not that of mcu simulate, whose rooms may come in beside these

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
        DemoConference.RequireFreePorts();
        call.Output.Tell(DemoTexts.Starting);
        using var server = new ServerLink([.. DemoTier.Pair.Select(tier => new Uri($"http://{tier.Grpc}"))], call.Environment);
        await using DemoProvince province = DemoProvince.Start(call);
        var meeting = new DemoConference(server, call, province);
        Conference conference = await meeting.OpenAsync();
        call.Output.Tell(
            DemoTexts.Ready,
            ("sip", DemoTier.Province.Sip),
            ("grpc", DemoTier.Province.Grpc),
            ("standby", DemoTier.Standby.Grpc),
            ("districts", string.Join(", ", DemoTier.Districts.Select(district => $"{district.Title} ({district.Sip})"))),
            ("conference", conference.Name),
            ("number", conference.Number));
        FleetOptions options = await OptionsAsync(call.Cancel);
        var progress = new SimulateProgress(call);
        await using RoomFleet fleet = await progress.PrepareAsync(
            options.Rooms, done => RoomFleet.PrepareAsync(options, new FFmpegCodecFactory(), new FaultLine(call), done, call.Cancel));
        await meeting.LeadAsync();
        var diary = new DemoDiary(call);
        var takeover = new DemoTakeover(call, server, province, fleet, conference, diary);
        FleetReport report = await ShowAsync(call, server, conference, province, fleet, diary, takeover, seconds);
        takeover.Print();
        Print(call, report);
        return report.Passes ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<FleetReport> ShowAsync(
        CliCall call, ServerLink server, Conference conference, DemoProvince province, RoomFleet fleet, DemoDiary diary, DemoTakeover takeover, uint? seconds)
    {
        var keepsakes = new DemoKeepsakes(server, diary, conference.Id);
        var script = new DemoScript(server, call, diary, conference, province, fleet, takeover);
        string[] hints = [.. DemoHints.Lines(call.Output.Language)];
        var screen = new DemoScreen(server, call, conference, diary, hints);
        if (!call.Output.IsLive && !call.Json)
        {
            Array.ForEach(hints, call.Output.Plain);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(call.Cancel);
        Task<FleetReport> run = fleet.RunAsync(
            seconds is { } length ? TimeSpan.FromSeconds(length) : Timeout.InfiniteTimeSpan,
            over.Token,
            cancel => Task.WhenAll(keepsakes.SaveAsync(cancel), script.PlayAsync(cancel)));
        Task shown = screen.ShowAsync(over.Token);
        FleetReport report = await run;
        await over.CancelAsync();
        await shown;
        screen.TellNews();
        return report;
    }

    private static async Task<FleetOptions> OptionsAsync(CancellationToken cancel) => new()
    {
        Targets = await Task.WhenAll(DemoTier.WithRooms.Select(tier => FleetTarget.ResolveAsync($"sip:{DemoConference.Number}@{tier.Sip}", cancel))),
        Sites = DemoTier.All.Sum(tier => tier.Rooms.Count),
        Names = [.. DemoTier.All.SelectMany(tier => tier.Rooms)],
        AudioCodecs = [AudioCodec.Opus, AudioCodec.G722, AudioCodec.Pcma],
        Receive = ReceiveMode.First,
        Seed = Seed,
    };

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
