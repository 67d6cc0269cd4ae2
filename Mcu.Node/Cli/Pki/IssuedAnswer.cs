using Mcu.Cascade.Identity;
using Mcu.Node.Pki;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Pki;

/// <summary>What is told of a certificate that was just made.</summary>
internal static class IssuedAnswer
{
    public static void Tell(CliCall call, PkiStore store, PkiIndexEntry issued, TimeSpan asked)
    {
        DateTimeOffset now = call.Environment.Time.GetUtcNow();
        NodeIdentityFiles files = store.FilesOf(issued.NodeId);
        if (call.Json)
        {
            var listed = new ListedCertificate(issued, PkiListing.StateOf(issued, now));
            call.Output.Plain(CliJson.Write(PkiJson.Of(listed, files, call.Environment)));
        }

        call.Output.Tell(
            PkiTexts.Issued,
            ("node", issued.NodeId),
            ("certificate", files.Certificate),
            ("key", files.Key),
            ("until", PkiTables.Day(issued.Lifetime.NotAfter, call.Environment)),
            ("days", issued.Lifetime.DaysLeft(now)));
        if (issued.Lifetime.NotAfter < issued.At + asked)
        {
            call.Output.Tell(PkiTexts.EndsWithAuthority);
        }
    }
}
