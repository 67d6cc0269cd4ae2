using System.CommandLine;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu serve</c>.</summary>
internal static class ServeCommand
{
    public static Command Create(CliBuilder builder, IServeCommand serve)
    {
        Option<string?> config = CliSymbols.Option<string?>(builder, "--config", HelpTexts.OptConfig, "FILE");
        return builder.Verb(
            "serve", HelpTexts.Serve, call => serve.RunAsync(call.Get(config), call.Output, call.Cancel), config);
    }
}
