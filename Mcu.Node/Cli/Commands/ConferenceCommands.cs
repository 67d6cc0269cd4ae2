using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu conference list|show|layout|lock|unlock|extend|end</c>; <c>create</c> has a file of its own.</summary>
internal static class ConferenceCommands
{
    public static Command Create(CliBuilder builder) => builder.Noun(
        "conference",
        HelpTexts.Conference,
        ConferenceCreateCommand.Create(builder),
        List(builder),
        Show(builder),
        Layout(builder),
        Lock(builder),
        Unlock(builder),
        ShowMessage(builder),
        Extend(builder),
        End(builder));

    private static Command List(CliBuilder builder)
    {
        Option<string?> filter = CliSymbols.Option<string?>(builder, "--filter", HelpTexts.OptFilter, "TEXT");
        return builder.Verb("list", HelpTexts.ConferenceList, RunAsync, filter);

        async Task<int> RunAsync(CliCall call)
        {
            ListConferencesResponse all = await Paged.ConferencesAsync(call, call.Get(filter) ?? "");
            if (call.Json)
            {
                call.Output.Json(all);
            }
            else if (all.Conferences.Count == 0)
            {
                call.Output.Tell(CliTexts.NoConferences);
            }
            else
            {
                call.Output.Write(ConferenceTables.List(all.Conferences, call));
            }

            return ExitCode.Done;
        }
    }

    private static Command Show(CliBuilder builder) => ConferenceVerb.Create(
        builder,
        "show",
        HelpTexts.ConferenceShow,
        conference => new GetConferenceRequest { Conference = conference },
        (server, request, options) => server.GetAsync(request, options),
        TellDetails);

    private static void TellDetails(CliCall call, ConferenceDetails details)
    {
        call.Output.Write(ConferenceTables.Properties(details, call));
        if (details.Sites.Count > 0)
        {
            call.Output.Write(SiteTables.List(details.Sites, call));
        }
    }

    private static Command Layout(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        var layout = new Argument<Layout?>("LAYOUT")
        {
            Description = HelpTexts.ArgLayout.In(builder.Language),
            CustomParser = result => CliParsers.Layout(result, builder.Language),
        };
        Option<string?> chair = CliSymbols.Option<string?>(builder, "--chair", HelpTexts.OptChair, "SITE");
        Option<string?> at = CliSymbols.At(builder, conference);
        return Act(
            builder,
            "layout",
            HelpTexts.ConferenceLayout,
            call =>
            {
                var request = new SetLayoutRequest
                {
                    OpId = ServerLink.NewOpId(),
                    Conference = call.Get(conference),
                    Layout = call.Get(layout),
                    ChairSite = call.Get(chair) ?? "",
                    At = call.Get(at) ?? "",
                };
                return call.AskAsync(options => call.Server.Conferences.SetLayoutAsync(request, options));
            },
            (call, done) => call.Output.Tell(CliTexts.LayoutSet, ("name", Answer.WhereDone(done)), ("layout", LayoutText.Of(done.Layout))),
            conference,
            layout,
            chair,
            at);
    }

    private static Command Lock(CliBuilder builder) => ConferenceVerb.Create(
        builder,
        "lock",
        HelpTexts.ConferenceLock,
        conference => new LockRequest { OpId = ServerLink.NewOpId(), Conference = conference },
        (server, request, options) => server.LockAsync(request, options),
        (call, done) => call.Output.Tell(CliTexts.Locked, ("name", done.Name)));

    private static Command Unlock(CliBuilder builder) => ConferenceVerb.Create(
        builder,
        "unlock",
        HelpTexts.ConferenceUnlock,
        conference => new UnlockRequest { OpId = ServerLink.NewOpId(), Conference = conference },
        (server, request, options) => server.UnlockAsync(request, options),
        (call, done) => call.Output.Tell(CliTexts.Unlocked, ("name", done.Name)));

    private static Command ShowMessage(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        var text = new Argument<string?>("TEXT") { Description = HelpTexts.ArgMessage.In(builder.Language), Arity = ArgumentArity.ZeroOrOne };
        Option<bool> clear = CliSymbols.Option<bool>(builder, "--clear", HelpTexts.OptClearMessage);
        Option<string?> at = CliSymbols.At(builder, conference);
        return Act(
            builder,
            "message",
            HelpTexts.ConferenceMessage,
            call =>
            {
                string wanted = call.Get(text) ?? "";
                if (wanted.Length == 0 != call.Get(clear))
                {
                    throw new UsageException(Message.Of(UsageTexts.MessageOrClear));
                }

                var request = new ShowMessageRequest
                {
                    OpId = ServerLink.NewOpId(), Conference = call.Get(conference), Text = wanted, At = call.Get(at) ?? "",
                };
                return call.AskAsync(options => call.Server.Conferences.ShowMessageAsync(request, options));
            },
            (call, done) => call.Output.Tell(
                done.Message.Length > 0 ? CliTexts.MessageShown : CliTexts.MessageCleared, ("name", Answer.WhereDone(done)), ("text", done.Message)),
            conference,
            text,
            clear,
            at);
    }

    private static Command Extend(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        var by = new Argument<TimeSpan>("BY")
        {
            Description = HelpTexts.ArgBy.In(builder.Language),
            CustomParser = result => CliParsers.Duration(result, builder.Language),
        };
        return Act(
            builder,
            "extend",
            HelpTexts.ConferenceExtend,
            call =>
            {
                var request = new ExtendRequest
                {
                    OpId = ServerLink.NewOpId(),
                    Conference = call.Get(conference),
                    By = call.Get(by).ToDuration(),
                };
                return call.AskAsync(options => call.Server.Conferences.ExtendAsync(request, options));
            },
            (call, done) => call.Output.Tell(
                CliTexts.Extended, ("name", done.Name), ("time", Formats.Time(done.EndsAt, call.Environment))),
            conference,
            by);
    }

    private static Command End(CliBuilder builder) => ConferenceVerb.Create(
        builder,
        "end",
        HelpTexts.ConferenceEnd,
        conference => new EndRequest { OpId = ServerLink.NewOpId(), Conference = conference },
        (server, request, options) => server.EndAsync(request, options),
        (call, done) => call.Output.Tell(CliTexts.ConferenceOver, ("name", done.Name)));

    private static Command Act(
        CliBuilder builder,
        string name,
        Text description,
        Func<CliCall, Task<Conference>> act,
        Action<CliCall, Conference> tell,
        params Symbol[] symbols) => builder.Verb(name, description, call => Answer.TellAsync(call, act, tell), symbols);
}
