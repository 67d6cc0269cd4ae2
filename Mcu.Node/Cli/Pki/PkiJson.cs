using Mcu.Cascade.Identity;
using Mcu.Node.Pki;

namespace Mcu.Node.Cli.Pki;

/// <summary>Certificates as JSON objects: times in UTC, states in kebab-case.</summary>
internal static class PkiJson
{
    public static object Of(AuthorityInfo authority, CliEnvironment environment) => new
    {
        name = authority.Name,
        serial = authority.Serial,
        sha256 = authority.Fingerprint,
        validFrom = authority.Lifetime.NotBefore,
        validUntil = authority.Lifetime.NotAfter,
        daysLeft = authority.Lifetime.DaysLeft(environment.Time.GetUtcNow()),
    };

    public static object Of(PkiListing listing, CliEnvironment environment) => new
    {
        authority = Of(listing.Authority, environment),
        certificates = listing.Certificates.Select(certificate => Of(certificate, files: null, environment)),
    };

    /// <summary>A certificate; with its files where they are its own, which those of a superseded one no longer are.</summary>
    public static object Of(ListedCertificate certificate, NodeIdentityFiles? files, CliEnvironment environment) => new
    {
        nodeId = certificate.Entry.NodeId,
        uri = NodeId.UriOf(certificate.Entry.NodeId),
        serial = certificate.Entry.Serial,
        hosts = certificate.Entry.Hosts,
        validFrom = certificate.Entry.Lifetime.NotBefore,
        validUntil = certificate.Entry.Lifetime.NotAfter,
        daysLeft = certificate.Entry.Lifetime.DaysLeft(environment.Time.GetUtcNow()),
        state = WordOf(certificate.State),
        certificate = files?.Certificate,
        key = files?.Key,
        authority = files?.Authority,
    };

    private static string WordOf(CertificateState state) =>
        CliParsers.Words<CertificateState>().Single(word => word.Member == state).Word;
}
