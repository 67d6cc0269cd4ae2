using System.CommandLine;
using Mcu.Cascade.Identity;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Pki;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Pki;

/// <summary><c>mcu pki show NODE-ID --dir DIR</c>: reads a node's files as the node itself will.</summary>
internal static class PkiShowCommand
{
    public static Command Create(CliBuilder builder)
    {
        Option<string> folder = PkiSymbols.Folder(builder);
        Argument<string> node = PkiSymbols.KnownNode(builder, folder);
        return PkiCommands.Verb(builder, "show", PkiTexts.Show, Run, node, folder);

        int Run(CliCall call)
        {
            var store = new PkiStore(call.Get(folder)!, call.Environment.Time);
            ListedCertificate listed = store.Find(call.Get(node)!);
            NodeIdentityFiles files = store.FilesOf(listed.Entry.NodeId);
            if (!NodeIdentity.TryLoad(files, listed.Entry.NodeId, out NodeIdentity? identity, out IdentityError? error))
            {
                call.Output.Fail(IdentityTexts.Of(error));
                return ExitCode.Refused;
            }

            if (call.Json)
            {
                call.Output.Plain(CliJson.Write(PkiJson.Of(listed, files, call.Environment)));
            }
            else
            {
                call.Output.Write(PropertyGrid.Of(PkiTables.Rows(listed, identity, files, call)));
            }

            return ExitCode.Done;
        }
    }
}
