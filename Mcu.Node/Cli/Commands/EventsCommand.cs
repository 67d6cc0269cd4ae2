using System.CommandLine;
using Grpc.Core;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu events [--follow]</c>: a line each, or one line of JSON each.</summary>
internal static class EventsCommand
{
    public static Command Create(CliBuilder builder)
    {
        Option<bool> follow = CliSymbols.Option<bool>(builder, "--follow", HelpTexts.OptFollow);
        Option<uint> after = CliSymbols.Option<uint>(builder, "--after", HelpTexts.OptAfter, "N");
        after.CustomParser = result => CliParsers.Whole(result, builder.Language, 0, uint.MaxValue);
        Option<string?> conference = CliSymbols.Option<string?>(builder, "--conference", HelpTexts.OptEventConference, "CONFERENCE");
        Option<EventKind[]> kinds = CliSymbols.Option<EventKind[]>(builder, "--kind", HelpTexts.OptKind, "KIND");
        kinds.CustomParser = result => [.. result.Tokens.Select(token => CliParsers.Word<EventKind>(result, token.Value, builder.Language))];
        kinds.CompletionSources.Add([.. CliParsers.Words<EventKind>().Select(item => item.Word)]);
        return builder.Verb("events", HelpTexts.Events, RunAsync, follow, after, conference, kinds);

        async Task<int> RunAsync(CliCall call)
        {
            var request = new EventsRequest
            {
                AfterSequence = call.Get(after),
                Conference = call.Get(conference) ?? "",
                Follow = call.Get(follow),
            };
            request.Kinds.Add(call.Get(kinds) ?? []);
            using var stream = new ServerStream<Event>(
                call.Server, () => call.Server.Conferences.Events(request, call.Server.Stream(call.Cancel)));
            await PrintAsync(call, stream);
            return ExitCode.Done;
        }
    }

    private static async Task PrintAsync(CliCall call, IAsyncStreamReader<Event> events)
    {
        bool any = false;
        while (await events.MoveNext(call.Cancel))
        {
            any = true;
            Print(call, events.Current);
        }

        if (!any)
        {
            call.Output.Tell(CliTexts.NoEvents);
        }
    }

    private static void Print(CliCall call, Event happened)
    {
        if (call.Json)
        {
            call.Output.JsonLine(happened);
            return;
        }

        if (happened.Missed > 0)
        {
            call.Output.Tell(CliTexts.EventsMissed, ("count", happened.Missed));
        }

        call.Output.Plain(EventLine.Of(happened, call));
    }
}
