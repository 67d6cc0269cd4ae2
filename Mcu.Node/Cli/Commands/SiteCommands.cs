using System.CommandLine;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu site list|gain|drop|focus</c>; <c>call</c>, <c>mute</c> and <c>unmute</c> have files of their own.</summary>
internal static class SiteCommands
{
    public static Command Create(CliBuilder builder) => builder.Noun(
        "site",
        HelpTexts.Site,
        List(builder),
        SiteCallCommand.Create(builder),
        SiteMuteCommands.Mute(builder),
        SiteMuteCommands.Unmute(builder),
        Gain(builder),
        Drop(builder),
        Focus(builder));

    private static Command List(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        Option<string?> filter = CliSymbols.Option<string?>(builder, "--filter", HelpTexts.OptFilter, "TEXT");
        Option<SiteState> state = CliSymbols.Option<SiteState>(builder, "--state", HelpTexts.OptState, "STATE");
        state.CustomParser = result => CliParsers.Word<SiteState>(result, builder.Language);
        state.CompletionSources.Add([.. CliParsers.Words<SiteState>().Select(item => item.Word)]);
        return builder.Verb("list", HelpTexts.SiteList, RunAsync, conference, filter, state);

        async Task<int> RunAsync(CliCall call)
        {
            var request = new ListSitesRequest { Conference = call.Get(conference), Filter = call.Get(filter) ?? "" };
            if (call.Get(state) is var wanted and not SiteState.Unspecified)
            {
                request.States.Add(wanted);
            }

            ListSitesResponse all = await Paged.SitesAsync(call, request);
            Show(call, all, request);
            return ExitCode.Done;
        }
    }

    private static void Show(CliCall call, ListSitesResponse all, ListSitesRequest request)
    {
        if (call.Json)
        {
            call.Output.Json(all);
        }
        else if (all.Sites.Count > 0)
        {
            call.Output.Write(SiteTables.List(all.Sites, call));
        }
        else if (request.Filter.Length > 0 || request.States.Count > 0)
        {
            call.Output.Tell(CliTexts.NoSuchSites);
        }
        else
        {
            call.Output.Tell(CliTexts.NoSites, ("number", request.Conference));
        }
    }

    private static Command Gain(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        Argument<string> site = CliSymbols.Site(builder, conference);
        var gain = new Argument<double>("DB")
        {
            Description = HelpTexts.ArgGain.In(builder.Language),
            CustomParser = result => CliParsers.Number(result, builder.Language, -40, 20),
        };
        return builder.Verb(
            "gain", HelpTexts.SiteGain, call => Answer.TellAsync(call, AskAsync, Tell), conference, site, gain);

        Task<Site> AskAsync(CliCall call)
        {
            var request = new SetGainRequest
            {
                OpId = ServerLink.NewOpId(),
                Conference = call.Get(conference),
                Site = call.Get(site),
                GainDb = call.Get(gain),
            };
            return call.AskAsync(options => call.Server.Conferences.SetGainAsync(request, options));
        }

        static void Tell(CliCall call, Site done) =>
            call.Output.Tell(CliTexts.GainSet, ("site", done.Name), ("gain", $"{done.GainDb:+0.#;-0.#;0}"));
    }

    private static Command Drop(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        Argument<string> site = CliSymbols.Site(builder, conference);
        return builder.Verb("drop", HelpTexts.SiteDrop, call => Answer.TellAsync(call, AskAsync, Tell), conference, site);

        Task<Site> AskAsync(CliCall call)
        {
            var request = new DropRequest { OpId = ServerLink.NewOpId(), Conference = call.Get(conference), Site = call.Get(site) };
            return call.AskAsync(options => call.Server.Conferences.DropAsync(request, options));
        }

        static void Tell(CliCall call, Site done) => call.Output.Tell(CliTexts.Dropped, ("site", done.Name));
    }

    private static Command Focus(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        Argument<string?> site = CliSymbols.OptionalSiteOrUnit(builder, conference);
        Option<bool> clear = CliSymbols.Option<bool>(builder, "--clear", HelpTexts.OptClear);
        Option<string?> at = CliSymbols.At(builder, conference);
        return builder.Verb("focus", HelpTexts.SiteFocus, call => Answer.TellAsync(call, AskAsync, Tell), conference, site, clear, at);

        Task<Conference> AskAsync(CliCall call)
        {
            if (call.Get(site) is null != call.Get(clear))
            {
                throw new UsageException(Message.Of(UsageTexts.SiteOrClear));
            }

            var request = new FocusRequest
            {
                OpId = ServerLink.NewOpId(),
                Conference = call.Get(conference),
                Site = call.Get(site) ?? "",
                At = call.Get(at) ?? "",
            };
            return call.AskAsync(options => call.Server.Conferences.FocusAsync(request, options));
        }

        static void Tell(CliCall call, Conference done) => call.Output.Tell(
            done.FocusSite.Length > 0 ? CliTexts.Focused : CliTexts.FocusCleared,
            ("name", Answer.WhereDone(done)),
            ("site", done.FocusSite),
            ("layout", LayoutText.Of(done.Layout)));
    }
}
