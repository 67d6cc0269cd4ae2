using System.CommandLine;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu site mute|unmute CONFERENCE SITE</c>, or <c>--all</c> with <c>--except</c>.</summary>
internal sealed class SiteMuteCommands
{
    private readonly Argument<string> conference;
    private readonly Argument<string?> site;
    private readonly Option<bool> all;
    private readonly Option<string[]> except;

    private SiteMuteCommands(CliBuilder builder)
    {
        conference = CliSymbols.Conference(builder);
        site = CliSymbols.OptionalSite(builder, conference);
        all = CliSymbols.Option<bool>(builder, "--all", HelpTexts.OptAll);
        except = CliSymbols.Option<string[]>(builder, "--except", HelpTexts.OptExcept, "SITE");
    }

    private IEnumerable<Symbol> Symbols => [conference, site, all, except];

    public static Command Mute(CliBuilder builder)
    {
        var symbols = new SiteMuteCommands(builder);
        return builder.Verb(
            "mute",
            HelpTexts.SiteMute,
            call => Answer.TellAsync(call, symbols.MuteAsync, (told, done) => Tell(told, done, CliTexts.Muted)),
            symbols.Symbols);
    }

    public static Command Unmute(CliBuilder builder)
    {
        var symbols = new SiteMuteCommands(builder);
        return builder.Verb(
            "unmute",
            HelpTexts.SiteUnmute,
            call => Answer.TellAsync(call, symbols.UnmuteAsync, (told, done) => Tell(told, done, CliTexts.Unmuted)),
            symbols.Symbols);
    }

    private Task<MuteResponse> MuteAsync(CliCall call)
    {
        var request = new MuteRequest { OpId = ServerLink.NewOpId(), Conference = call.Get(conference) };
        if (OneSite(call) is { } one)
        {
            request.Site = one;
        }
        else
        {
            request.All = true;
            request.Except.Add(call.Get(except) ?? []);
        }

        return call.AskAsync(options => call.Server.Conferences.MuteAsync(request, options));
    }

    private Task<MuteResponse> UnmuteAsync(CliCall call)
    {
        var request = new UnmuteRequest { OpId = ServerLink.NewOpId(), Conference = call.Get(conference) };
        if (OneSite(call) is { } one)
        {
            request.Site = one;
        }
        else
        {
            request.All = true;
            request.Except.Add(call.Get(except) ?? []);
        }

        return call.AskAsync(options => call.Server.Conferences.UnmuteAsync(request, options));
    }

    /// <summary>The one site; null with <c>--all</c>.</summary>
    private string? OneSite(CliCall call)
    {
        string? one = call.Get(site);
        bool every = call.Get(all);
        bool exceptions = call.Get(except) is { Length: > 0 };
        return one is null == every && (every || !exceptions) ? one : throw new UsageException(Message.Of(UsageTexts.SiteOrAll));
    }

    private static void Tell(CliCall call, MuteResponse done, Text text)
    {
        if (done.Changed.Count == 0)
        {
            call.Output.Tell(CliTexts.NothingChanged);
        }
        else
        {
            call.Output.Tell(text, ("sites", string.Join(", ", done.Changed.Select(changed => changed.Name))));
        }
    }
}
