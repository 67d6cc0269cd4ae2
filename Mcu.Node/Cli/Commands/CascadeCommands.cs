using System.CommandLine;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu cascade show|hand-back</c>.</summary>
internal static class CascadeCommands
{
    private static readonly TimeSpan HandBackLimit = TimeSpan.FromMinutes(1);

    public static Command Create(CliBuilder builder) => builder.Noun("cascade", HelpTexts.Cascade, Show(builder), HandBack(builder));

    private static Command Show(CliBuilder builder) => builder.Verb(
        "show", HelpTexts.CascadeShow, call => Answer.TellAsync(call, AskAsync, (told, cascade) => told.Output.Write(CascadeTable.Of(cascade, told))));

    private static Command HandBack(CliBuilder builder)
    {
        Argument<string> unit = CliSymbols.Word(builder, "UNIT", HelpTexts.ArgUnit);
        return builder.Verb("hand-back", HelpTexts.CascadeHandBack, RunAsync, unit);

        async Task<int> RunAsync(CliCall call)
        {
            HandBackResponse done = await AskAsync(call);
            await Answer.TellAsync(call, _ => Task.FromResult(done), Tell);
            return done.Sites.All(site => site.Returned) ? ExitCode.Done : ExitCode.Refused;
        }

        Task<HandBackResponse> AskAsync(CliCall call)
        {
            var request = new HandBackRequest { OpId = ServerLink.NewOpId(), Unit = call.Get(unit) };
            return call.AskAsync(options => call.Server.Cascade.HandBackAsync(request, options), limit: HandBackLimit);
        }

        static void Tell(CliCall call, HandBackResponse done)
        {
            call.Output.Write(HandBackTable.Of(done, call));
            call.Output.Tell(CliTexts.HandedBack, ("unit", done.Unit), ("returned", done.Sites.Count(site => site.Returned)), ("sites", done.Sites.Count));
        }
    }

    private static Task<ShowCascadeResponse> AskAsync(CliCall call) =>
        call.AskAsync(options => call.Server.Cascade.ShowAsync(new ShowCascadeRequest(), options));
}
