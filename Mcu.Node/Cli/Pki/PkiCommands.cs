using System.CommandLine;
using Mcu.Node.Pki;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Pki;

/// <summary><c>mcu pki</c>: works on a folder, asks no server.</summary>
internal static class PkiCommands
{
    public static Command Create(CliBuilder builder) => builder.Noun(
        "pki",
        PkiTexts.Pki,
        PkiInitCommand.Create(builder),
        PkiIssueCommand.Create(builder),
        PkiRenewCommand.Create(builder),
        PkiListCommand.Create(builder),
        PkiShowCommand.Create(builder));

    /// <summary>A verb whose refusals become messages and exit codes.</summary>
    public static Command Verb(CliBuilder builder, string name, Text description, Func<CliCall, int> work, params IEnumerable<Symbol> symbols) =>
        builder.Verb(name, description, call => Task.FromResult(Run(call, work)), symbols);

    private static int Run(CliCall call, Func<CliCall, int> work)
    {
        try
        {
            return work(call);
        }
        catch (PkiException error)
        {
            int code = error.Fault == PkiFault.NodeUnknown ? ExitCode.NotFound : ExitCode.Refused;
            call.Output.Fail(
                PkiErrorTexts.Of(error).In(call.Output.Language), code == ExitCode.NotFound ? "NotFound" : "FailedPrecondition", ReasonOf(error.Fault));
            return code;
        }
    }

    /// <summary>As the API writes its reasons: <c>NODE_EXISTS</c>.</summary>
    private static string ReasonOf(PkiFault fault) =>
        string.Concat($"{fault}".Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"_{letter}" : $"{letter}")).ToUpperInvariant();
}
