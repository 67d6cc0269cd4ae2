using System.CommandLine;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu node info</c>.</summary>
internal static class NodeCommands
{
    public static Command Create(CliBuilder builder) => builder.Noun("node", HelpTexts.Node, Info(builder));

    private static Command Info(CliBuilder builder) => builder.Verb(
        "info", HelpTexts.NodeInfo, call => Answer.TellAsync(call, AskAsync, (told, info) => told.Output.Write(NodeTables.Info(info, told))));

    private static Task<NodeInfo> AskAsync(CliCall call) =>
        call.AskAsync(options => call.Server.Node.InfoAsync(new NodeInfoRequest(), options));
}
