using System.CommandLine;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu cascade show</c>.</summary>
internal static class CascadeCommands
{
    public static Command Create(CliBuilder builder) => builder.Noun("cascade", HelpTexts.Cascade, Show(builder));

    private static Command Show(CliBuilder builder) => builder.Verb(
        "show", HelpTexts.CascadeShow, call => Answer.TellAsync(call, AskAsync, (told, cascade) => told.Output.Write(CascadeTable.Of(cascade, told))));

    private static Task<ShowCascadeResponse> AskAsync(CliCall call) =>
        call.AskAsync(options => call.Server.Cascade.ShowAsync(new ShowCascadeRequest(), options));
}
