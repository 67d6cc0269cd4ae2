using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mcu.Cascade.Identity;

/// <summary>
/// Who this node is towards others: its certificate with key, and the authorities that it believes. Immutable. Never disposed by us:
/// handshakes in flight may still use it after a renewal; its handles are freed when the last of them is gone.
/// </summary>
public sealed class NodeIdentity
{
    private NodeIdentity(string nodeId, X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        NodeId = nodeId;
        Certificate = certificate;
        Authorities = authorities;
        Lifetime = CertificateLifetime.Of(certificate);
        TlsContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
    }

    /// <summary>The id that the certificate is pinned to.</summary>
    public string NodeId { get; }

    /// <summary>The node's certificate, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The authorities whose certificates this node accepts.</summary>
    public X509Certificate2Collection Authorities { get; }

    /// <summary>From when until when the certificate is good. A node starts with an expired one too: its rooms need no link.</summary>
    public CertificateLifetime Lifetime { get; }

    /// <summary>The certificate as TLS sends it.</summary>
    internal SslStreamCertificateContext TlsContext { get; }

    /// <summary>Reads an identity from its files.</summary>
    /// <param name="files">Where they are.</param>
    /// <param name="nodeId">The node's id by its configuration, which the certificate must be pinned to.</param>
    /// <param name="identity">What was read.</param>
    /// <param name="error">Which file is wrong, and why.</param>
    public static bool TryLoad(
        NodeIdentityFiles files,
        string nodeId,
        [NotNullWhen(true)] out NodeIdentity? identity,
        [NotNullWhen(false)] out IdentityError? error)
    {
        identity = null;
        if (!TryRead(files.Certificate, out string certificatePem, out error)
            || !TryRead(files.Key, out string keyPem, out error)
            || !TryRead(files.Authority, out string authorityPem, out error)
            || !TryPair(files, certificatePem, keyPem, out X509Certificate2? certificate, out error)
            || !TryAuthorities(files.Authority, authorityPem, out X509Certificate2Collection? authorities, out error))
        {
            return false;
        }

        error = Check(files.Certificate, certificate, authorities, nodeId);
        if (error is null)
        {
            identity = new NodeIdentity(nodeId, certificate, authorities);
            return true;
        }

        certificate.Dispose();
        return false;
    }

    private static IdentityError? Check(string path, X509Certificate2 certificate, X509Certificate2Collection authorities, string nodeId)
    {
        if (!AuthorityChain.TryFindIssuer(certificate, authorities, out _))
        {
            return new IdentityError(IdentityFault.ForeignAuthority, path, certificate.Issuer);
        }

        if (!CertificateNodeId.TryRead(certificate, out string? found))
        {
            return new IdentityError(IdentityFault.NoNodeId, path, certificate.Subject);
        }

        return string.Equals(found, nodeId, StringComparison.Ordinal) ? null : new IdentityError(IdentityFault.WrongNodeId, path, found);
    }

    private static bool TryRead(string path, out string pem, [NotNullWhen(false)] out IdentityError? error)
    {
        try
        {
            pem = File.ReadAllText(path);
            error = null;
            return true;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            pem = "";
            error = new IdentityError(IdentityFault.FileUnreadable, path, unreadable.Message.TrimEnd('.'));
            return false;
        }
    }

    private static bool TryPair(
        NodeIdentityFiles files,
        string certificatePem,
        string keyPem,
        [NotNullWhen(true)] out X509Certificate2? pair,
        [NotNullWhen(false)] out IdentityError? error)
    {
        pair = null;
        error = null;
        try
        {
            X509Certificate2.CreateFromPem(certificatePem).Dispose();
        }
        catch (CryptographicException wrong)
        {
            error = new IdentityError(IdentityFault.CertificateMalformed, files.Certificate, wrong.Message.TrimEnd('.'));
            return false;
        }

        try
        {
            pair = X509Certificate2.CreateFromPem(certificatePem, keyPem);
        }
        catch (CryptographicException wrong)
        {
            error = new IdentityError(IdentityFault.KeyMalformed, files.Key, wrong.Message.TrimEnd('.'));
        }
        catch (ArgumentException)
        {
            // How the library says that the key is sound and another certificate's.
            error = new IdentityError(IdentityFault.KeyMismatch, files.Key, "");
        }

        return pair is not null;
    }

    private static bool TryAuthorities(
        string path,
        string pem,
        [NotNullWhen(true)] out X509Certificate2Collection? authorities,
        [NotNullWhen(false)] out IdentityError? error)
    {
        var found = new X509Certificate2Collection();
        string detail = "";
        try
        {
            found.ImportFromPem(pem);
        }
        catch (CryptographicException wrong)
        {
            detail = wrong.Message.TrimEnd('.');
        }

        bool good = found.Count > 0 && found.All(IsAuthority);
        authorities = good ? found : null;
        error = good ? null : new IdentityError(IdentityFault.AuthorityMalformed, path, detail);
        return good;
    }

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);
}
