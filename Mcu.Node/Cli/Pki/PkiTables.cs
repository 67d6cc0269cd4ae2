using System.Security.Cryptography;
using Mcu.Cascade.Identity;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Pki;
using Mcu.Node.Texts;
using Spectre.Console;
using Text = Mcu.Node.Texts.Text;

namespace Mcu.Node.Cli.Pki;

/// <summary>Certificates as tables.</summary>
internal static class PkiTables
{
    /// <summary>A day where the operator is.</summary>
    public static string Day(DateTimeOffset time, CliEnvironment environment) =>
        $"{TimeZoneInfo.ConvertTime(time, environment.TimeZone):yyyy-MM-dd}";

    public static Table List(PkiListing listing, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width)
            .Words(PkiTexts.ColNode)
            .Fixed(PkiTexts.ColSerial)
            .Fixed(PkiTexts.ColUntil)
            .Numbers(PkiTexts.ColDays.In(language))
            .Fixed(PkiTexts.ColState);
        foreach ((PkiIndexEntry entry, CertificateState state) in listing.Certificates)
        {
            table.Styled(
                StyleOf(state),
                entry.NodeId,
                entry.Serial,
                Day(entry.Lifetime.NotAfter, call.Environment),
                $"{entry.Lifetime.DaysLeft(call.Environment.Time.GetUtcNow())}",
                TextOf(state).In(language));
        }

        return table.Build();
    }

    /// <summary>One certificate, a line for each of its properties.</summary>
    public static IEnumerable<(string Name, string Value)> Rows(
        ListedCertificate listed, NodeIdentity identity, NodeIdentityFiles files, CliCall call)
    {
        CertificateLifetime lifetime = identity.Lifetime;
        Message validity = Message.Of(
            PkiTexts.FromUntil,
            ("from", Day(lifetime.NotBefore, call.Environment)),
            ("until", Day(lifetime.NotAfter, call.Environment)),
            ("days", lifetime.DaysLeft(call.Environment.Time.GetUtcNow())));
        (Text Name, string Value)[] rows =
        [
            (PkiTexts.ColNode, identity.NodeId),
            (PkiTexts.RowUri, $"{NodeId.UriOf(identity.NodeId)}"),
            (PkiTexts.ColState, TextOf(listed.State).In(call.Output.Language)),
            (PkiTexts.RowValidity, validity.In(call.Output.Language)),
            (PkiTexts.RowHosts, Formats.Or(string.Join(", ", listed.Entry.Hosts))),
            (PkiTexts.ColSerial, identity.Certificate.SerialNumber),
            (PkiTexts.RowFingerprint, identity.Certificate.GetCertHashString(HashAlgorithmName.SHA256)),
            (PkiTexts.RowIssuer, identity.Certificate.Issuer),
            (PkiTexts.RowFiles, string.Join(", ", files.All)),
        ];
        return rows.Select(row => (row.Name.In(call.Output.Language), row.Value));
    }

    private static Text TextOf(CertificateState state) => state switch
    {
        CertificateState.NotYetValid => PkiTexts.NotYetValid,
        CertificateState.Valid => PkiTexts.Valid,
        CertificateState.ExpiresSoon => PkiTexts.ExpiresSoon,
        CertificateState.Expired => PkiTexts.Expired,
        _ => PkiTexts.Superseded,
    };

    private static string StyleOf(CertificateState state) => state switch
    {
        CertificateState.ExpiresSoon => "yellow",
        CertificateState.Expired or CertificateState.NotYetValid => "red",
        CertificateState.Superseded => "grey",
        _ => "default",
    };
}
