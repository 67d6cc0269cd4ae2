using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;

namespace Mcu.Node.Cli.Commands;

/// <summary>
/// <c>mcu watch CONFERENCE</c>: a table that redraws itself on a terminal, one table after another elsewhere, one line of JSON per
/// update with <c>--output json</c>. Ends with the conference.
/// </summary>
internal static class WatchCommand
{
    public static Command Create(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        Option<TimeSpan> interval = CliSymbols.Option<TimeSpan>(builder, "--interval", HelpTexts.OptInterval, "TIME");
        interval.CustomParser = result => CliParsers.Duration(result, builder.Language);
        interval.DefaultValueFactory = _ => TimeSpan.FromSeconds(1);
        Option<bool> once = CliSymbols.Option<bool>(builder, "--once", HelpTexts.OptOnce);
        var filter = new SiteFilterOptions(builder);
        return builder.Verb("watch", HelpTexts.Watch, RunAsync, [conference, interval, once, .. filter.All]);

        async Task<int> RunAsync(CliCall call)
        {
            var request = new WatchRequest { Conference = call.Get(conference), Interval = call.Get(interval).ToDuration() };
            using var stream = new ServerStream<WatchUpdate>(
                call.Server, () => call.Server.Conferences.Watch(request, call.Server.Stream(call.Cancel)));
            await FollowAsync(call, new FilteredUpdates(stream, filter.Read(call)), call.Get(once));
            return ExitCode.Done;
        }
    }

    private static Task FollowAsync(CliCall call, FilteredUpdates updates, bool once)
    {
        if (once)
        {
            return OnceAsync(call, updates);
        }

        return call.Output.IsLive ? LiveAsync(call, updates) : PagesAsync(call, updates);
    }

    private static async Task OnceAsync(CliCall call, FilteredUpdates updates)
    {
        if (await updates.MoveNext(call.Cancel))
        {
            Print(call, updates.Current);
        }
    }

    private static async Task PagesAsync(CliCall call, FilteredUpdates updates)
    {
        string name = "";
        while (await updates.MoveNext(call.Cancel))
        {
            name = updates.Current.Conference.Name;
            Print(call, updates.Current);
        }

        call.Output.Tell(CliTexts.ConferenceOver, ("name", name));
    }

    private static async Task LiveAsync(CliCall call, FilteredUpdates updates)
    {
        string name = "";
        await call.Output.Console.Live(new Markup("")).AutoClear(false).Overflow(VerticalOverflow.Crop).StartAsync(async live =>
        {
            while (await updates.MoveNext(call.Cancel))
            {
                name = updates.Current.Conference.Name;
                live.UpdateTarget(WatchTable.Of(updates.Current, call, call.Output.Height));
            }
        });
        call.Output.Tell(CliTexts.ConferenceOver, ("name", name));
    }

    private static void Print(CliCall call, WatchUpdate update)
    {
        if (call.Json)
        {
            call.Output.JsonLine(update);
        }
        else
        {
            call.Output.Write(WatchTable.Of(update, call, lines: 0));
        }
    }
}
