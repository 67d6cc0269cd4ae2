using System.CommandLine;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu floor give|take|queue</c>.</summary>
internal static class FloorCommands
{
    public static Command Create(CliBuilder builder) =>
        builder.Noun("floor", HelpTexts.Floor, Give(builder), Take(builder), Queue(builder));

    private static Command Give(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        Argument<string?> site = CliSymbols.OptionalSite(builder, conference);
        return builder.Verb("give", HelpTexts.FloorGive, call => Answer.TellAsync(call, AskAsync, Tell), conference, site);

        Task<Floor> AskAsync(CliCall call)
        {
            var request = new GiveFloorRequest
            {
                OpId = ServerLink.NewOpId(),
                Conference = call.Get(conference),
                Site = call.Get(site) ?? "",
            };
            return call.AskAsync(options => call.Server.Conferences.GiveFloorAsync(request, options));
        }

        static void Tell(CliCall call, Floor done) => call.Output.Tell(CliTexts.FloorGiven, ("site", done.Holder));
    }

    private static Command Take(CliBuilder builder) => ConferenceVerb.Create(
        builder,
        "take",
        HelpTexts.FloorTake,
        conference => new TakeFloorRequest { OpId = ServerLink.NewOpId(), Conference = conference },
        (server, request, options) => server.TakeFloorAsync(request, options),
        (call, _) => call.Output.Tell(CliTexts.FloorTaken));

    private static Command Queue(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        Option<string?> remove = CliSymbols.Option<string?>(builder, "--remove", HelpTexts.OptRemove, "SITE");
        return builder.Verb("queue", HelpTexts.FloorQueue, call => Answer.TellAsync(call, AskAsync, Show), conference, remove);

        Task<Floor> AskAsync(CliCall call)
        {
            if (call.Get(remove) is not { } gone)
            {
                var request = new FloorQueueRequest { Conference = call.Get(conference) };
                return call.AskAsync(options => call.Server.Conferences.FloorQueueAsync(request, options));
            }

            var removal = new RemoveFromFloorQueueRequest
            {
                OpId = ServerLink.NewOpId(),
                Conference = call.Get(conference),
                Site = gone,
            };
            return call.AskAsync(options => call.Server.Conferences.RemoveFromFloorQueueAsync(removal, options));
        }
    }

    private static void Show(CliCall call, Floor floor)
    {
        CliOutput output = call.Output;
        if (floor.Holder.Length == 0)
        {
            output.Tell(CliTexts.FloorIsFree);
        }
        else
        {
            output.Tell(CliTexts.FloorHeldBy, ("site", floor.Holder), ("time", Formats.Time(floor.GivenAt, call.Environment)));
        }

        if (floor.Queue.Count == 0)
        {
            output.Tell(CliTexts.QueueEmpty);
            return;
        }

        TableBuilder table = new TableBuilder(output.Language, call.Environment.Width)
            .Numbers("").Words(TableTexts.Waiting).Fixed(TableTexts.Since);
        for (int i = 0; i < floor.Queue.Count; i++)
        {
            FloorRequestEntry entry = floor.Queue[i];
            table.Row($"{i + 1}", entry.Site, Formats.Time(entry.RequestedAt, call.Environment));
        }

        output.Write(table.Build());
    }
}
