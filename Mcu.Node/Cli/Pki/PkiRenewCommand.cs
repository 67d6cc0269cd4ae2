using System.CommandLine;
using Mcu.Node.Cli.Commands;
using Mcu.Node.Pki;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Pki;

/// <summary><c>mcu pki renew NODE-ID --dir DIR</c>.</summary>
internal static class PkiRenewCommand
{
    public static Command Create(CliBuilder builder)
    {
        Option<string> folder = PkiSymbols.Folder(builder);
        Argument<string> node = PkiSymbols.KnownNode(builder, folder);
        Option<string[]?> hosts = PkiSymbols.Hosts(builder, PkiTexts.OptRenewHost);
        Option<uint> days = PkiSymbols.Days(builder);
        Option<bool> keepKey = CliSymbols.Option<bool>(builder, "--keep-key", PkiTexts.OptKeepKey);
        Option<string?> passphrase = PkiSymbols.PassphraseFile(builder);
        return PkiCommands.Verb(builder, "renew", PkiTexts.Renew, Run, node, folder, hosts, days, keepKey, passphrase);

        int Run(CliCall call)
        {
            var store = new PkiStore(call.Get(folder)!, call.Environment.Time);
            var validity = TimeSpan.FromDays(call.Get(days));
            string[]? named = call.Get(hosts) is { Length: > 0 } given ? given : null;
            PkiRenewal done = store.Renew(
                call.Get(node)!, named, validity, call.Get(keepKey), PassphraseFile.Read(call.Get(passphrase)));
            IssuedAnswer.Tell(call, store, done.Renewed, validity);
            call.Output.Tell(PkiTexts.Replaced, ("serial", done.Superseded.Serial), ("index", store.Index));
            call.Output.Tell(PkiTexts.CopyAgain, ("node", done.Renewed.NodeId));
            return ExitCode.Done;
        }
    }
}
