using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mcu.Cascade.Identity;

namespace Mcu.Node.Pki;

/// <summary>A private authority: makes certificates in memory. ECDSA on P-256 with SHA-256 throughout; profile by RFC 5280.</summary>
internal sealed class CertificateAuthority(X509Certificate2 certificate) : IDisposable
{
    /// <summary>Certificates are good so much before and after what was asked for: nodes' clocks differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    private const int SerialBytes = 16;
    private const int PassphraseRounds = 600_000;

    /// <summary>The authority's certificate, with its key.</summary>
    public X509Certificate2 Certificate { get; } = certificate;

    /// <summary>A new key.</summary>
    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A key as PKCS#8 in PEM; encrypted when there is a passphrase.</summary>
    public static string ToPem(ECDsa key, string? passphrase) => (passphrase is null
        ? key.ExportPkcs8PrivateKeyPem()
        : key.ExportEncryptedPkcs8PrivateKeyPem(
            passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, PassphraseRounds))) + "\n";

    /// <summary>Makes an authority of itself.</summary>
    /// <param name="name">The province's.</param>
    /// <param name="key">Its key.</param>
    /// <param name="now">The present.</param>
    /// <param name="until">The end of its certificate.</param>
    public static CertificateAuthority Create(string name, ECDsa key, DateTimeOffset now, DateTimeOffset until)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName($"{name} CA");
        subject.AddOrganizationName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using X509Certificate2 signed = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now - ClockSkew, until + ClockSkew, NewSerial());
        return new CertificateAuthority(signed.CopyWithPrivateKey(key));
    }

    /// <summary>Makes a node's certificate.</summary>
    /// <exception cref="PkiException">The authority's own certificate is over.</exception>
    public X509Certificate2 Issue(NodeCertificateRequest node, ECDsa key, DateTimeOffset now)
    {
        CertificateLifetime own = CertificateLifetime.Of(Certificate);
        if (own.StateAt(now) == ExpiryState.Expired)
        {
            throw new PkiException(PkiFault.AuthorityExpired, Certificate.Subject, $"{own.NotAfter:yyyy-MM-dd}");
        }

        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(node.NodeId);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(KeyUsages.ServerAuthentication), new Oid(KeyUsages.ClientAuthentication)], critical: false));
        request.CertificateExtensions.Add(Names(node));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        return request.Create(Certificate, Later(now - ClockSkew, own.NotBefore), Earlier(now + node.Validity + ClockSkew, own.NotAfter), NewSerial());
    }

    /// <inheritdoc/>
    public void Dispose() => Certificate.Dispose();

    private static X509Extension Names(NodeCertificateRequest node)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(NodeId.UriOf(node.NodeId));
        foreach (string host in node.Hosts)
        {
            if (IPAddress.TryParse(host, out IPAddress? address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        return names.Build();
    }

    /// <summary>RFC 5280 section 4.1.2.2: positive and at most 20 bytes; random, so that no two ever meet.</summary>
    private static byte[] NewSerial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
