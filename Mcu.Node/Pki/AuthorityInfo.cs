using System.Security.Cryptography.X509Certificates;
using Mcu.Cascade.Identity;

namespace Mcu.Node.Pki;

/// <summary>An authority, as operators see it.</summary>
/// <param name="Name">Its common name.</param>
/// <param name="Serial">The serial number of its certificate.</param>
/// <param name="Fingerprint">SHA-256 over the certificate, to compare by telephone.</param>
/// <param name="Lifetime">From when until when it is good.</param>
public sealed record AuthorityInfo(string Name, string Serial, string Fingerprint, CertificateLifetime Lifetime)
{
    /// <summary>Reads it off a certificate.</summary>
    public static AuthorityInfo Of(X509Certificate2 certificate) => new(
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
        certificate.SerialNumber,
        certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256),
        CertificateLifetime.Of(certificate));
}
