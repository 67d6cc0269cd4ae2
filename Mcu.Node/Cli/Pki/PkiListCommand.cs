using System.CommandLine;
using Mcu.Node.Pki;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Pki;

/// <summary><c>mcu pki list --dir DIR</c>.</summary>
internal static class PkiListCommand
{
    public static Command Create(CliBuilder builder)
    {
        Option<string> folder = PkiSymbols.Folder(builder);
        return PkiCommands.Verb(builder, "list", PkiTexts.List, Run, folder);

        int Run(CliCall call)
        {
            PkiListing listing = new PkiStore(call.Get(folder)!, call.Environment.Time).List();
            if (call.Json)
            {
                call.Output.Plain(CliJson.Write(PkiJson.Of(listing, call.Environment)));
            }
            else
            {
                Tell(call, listing, call.Get(folder)!);
            }

            return ExitCode.Done;
        }
    }

    private static void Tell(CliCall call, PkiListing listing, string folder)
    {
        call.Output.Tell(
            PkiTexts.Authority,
            ("authority", listing.Authority.Name),
            ("until", PkiTables.Day(listing.Authority.Lifetime.NotAfter, call.Environment)),
            ("days", listing.Authority.Lifetime.DaysLeft(call.Environment.Time.GetUtcNow())));
        if (listing.Certificates.Count == 0)
        {
            call.Output.Tell(PkiTexts.NoneIssued, ("dir", folder));
            return;
        }

        call.Output.Write(PkiTables.List(listing, call));
        foreach (ListedCertificate due in listing.Certificates.Where(
            certificate => certificate.State is CertificateState.ExpiresSoon or CertificateState.Expired))
        {
            call.Output.Tell(PkiTexts.RenewThese, ("node", due.Entry.NodeId), ("dir", folder));
        }
    }
}
