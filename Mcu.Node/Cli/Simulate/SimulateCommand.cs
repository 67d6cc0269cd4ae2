using System.CommandLine;
using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Node.Simulate;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Simulate;

/// <summary><c>mcu simulate --target sip:…</c>: exit code 0 only when every room passes every check.</summary>
internal static class SimulateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliBuilder builder)
    {
        var options = new SimulateOptions(builder);
        return builder.Verb("simulate", SimulateTexts.Simulate, RunAsync, options.All);

        async Task<int> RunAsync(CliCall call)
        {
            try
            {
                FleetReport report = await SimulateAsync(call, await options.ReadAsync(call), options.Duration(call));
                Print(call, report);
                int verdict = report.Passes ? ExitCode.Done : ExitCode.Refused;
                return call.Cancel.IsCancellationRequested ? ExitCode.Interrupted : verdict;
            }
            catch (SimulationException error)
            {
                call.Output.Fail(Message.Of(SimulateTexts.Of(error.Failure), ("subject", error.Subject), ("cause", error.Cause)));
                return ExitCode.Refused;
            }
            catch (CodecException error)
            {
                call.Output.Fail(Message.Of(SimulateTexts.CodecMissing, ("cause", error.Message)));
                return ExitCode.Refused;
            }
        }
    }

    private static async Task<FleetReport> SimulateAsync(CliCall call, FleetOptions options, TimeSpan duration)
    {
        var progress = new SimulateProgress(call);
        var observer = new FaultLine(call);
        await using RoomFleet fleet = await progress.PrepareAsync(
            options.Rooms, done => RoomFleet.PrepareAsync(options, new FFmpegCodecFactory(), observer, done, call.Cancel));
        return await progress.FollowAsync(fleet, fleet.RunAsync(duration, call.Cancel));
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
        if (SimulateTable.Slides(report, call.Output.Language) is { } slides)
        {
            call.Output.Plain(slides);
        }
    }
}
