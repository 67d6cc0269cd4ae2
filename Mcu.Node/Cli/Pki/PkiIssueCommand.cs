using System.CommandLine;
using Mcu.Node.Pki;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Pki;

/// <summary><c>mcu pki issue NODE-ID --dir DIR</c>.</summary>
internal static class PkiIssueCommand
{
    public static Command Create(CliBuilder builder)
    {
        Argument<string> node = PkiSymbols.Node(builder);
        Option<string> folder = PkiSymbols.Folder(builder);
        Option<string[]?> hosts = PkiSymbols.Hosts(builder, PkiTexts.OptHost);
        Option<uint> days = PkiSymbols.Days(builder);
        Option<string?> passphrase = PkiSymbols.PassphraseFile(builder);
        return PkiCommands.Verb(builder, "issue", PkiTexts.Issue, Run, node, folder, hosts, days, passphrase);

        int Run(CliCall call)
        {
            var store = new PkiStore(call.Get(folder)!, call.Environment.Time);
            var validity = TimeSpan.FromDays(call.Get(days));
            var request = new NodeCertificateRequest(call.Get(node)!, call.Get(hosts) ?? [], validity);
            PkiIndexEntry issued = store.Issue(request, PassphraseFile.Read(call.Get(passphrase)));
            IssuedAnswer.Tell(call, store, issued, validity);
            Tell(call, issued.NodeId);
            return ExitCode.Done;
        }
    }

    private static void Tell(CliCall call, string nodeId)
    {
        call.Output.Tell(PkiTexts.PutOnNode, ("node", nodeId), ("folder", NodeYaml.Folder));
        if (!call.Json)
        {
            call.Output.Plain(NodeYaml.Of(nodeId));
        }
    }
}
