using System.CommandLine;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu content show|give|stop</c>.</summary>
internal static class ContentCommands
{
    public static Command Create(CliBuilder builder) =>
        builder.Noun("content", HelpTexts.Content, Show(builder), Give(builder), Stop(builder));

    private static Command Show(CliBuilder builder) => ConferenceVerb.Create(
        builder,
        "show",
        HelpTexts.ContentShow,
        conference => new ShowContentRequest { Conference = conference },
        (server, request, options) => server.ShowContentAsync(request, options),
        TellWho);

    private static Command Give(CliBuilder builder)
    {
        Argument<string> conference = CliSymbols.Conference(builder);
        Argument<string> site = CliSymbols.Site(builder, conference);
        return builder.Verb("give", HelpTexts.ContentGive, call => Answer.TellAsync(call, AskAsync, Tell), conference, site);

        Task<Content> AskAsync(CliCall call)
        {
            var request = new GiveContentRequest { OpId = ServerLink.NewOpId(), Conference = call.Get(conference), Site = call.Get(site) };
            return call.AskAsync(options => call.Server.Conferences.GiveContentAsync(request, options));
        }

        static void Tell(CliCall call, Content done) => call.Output.Tell(CliTexts.ContentGiven, ("site", done.Presenter));
    }

    private static Command Stop(CliBuilder builder) => ConferenceVerb.Create(
        builder,
        "stop",
        HelpTexts.ContentStop,
        conference => new StopContentRequest { OpId = ServerLink.NewOpId(), Conference = conference },
        (server, request, options) => server.StopContentAsync(request, options),
        (call, _) => call.Output.Tell(CliTexts.ContentStopped));

    private static void TellWho(CliCall call, Content content)
    {
        if (content.Presenter.Length == 0)
        {
            call.Output.Tell(CliTexts.ContentIsFree);
        }
        else
        {
            call.Output.Tell(CliTexts.ContentIsOf, ("site", content.Presenter));
        }

        if (content.Waiting.Count > 0)
        {
            call.Output.Tell(CliTexts.ContentWaiting, ("sites", string.Join(", ", content.Waiting)));
        }
    }
}
