using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mcu.Cascade.Identity;

namespace Mcu.Node.Pki;

/// <summary>A renewal.</summary>
/// <param name="Renewed">The certificate of now.</param>
/// <param name="Superseded">The one before.</param>
public sealed record PkiRenewal(PkiIndexEntry Renewed, PkiIndexEntry Superseded);

/// <summary>
/// An authority in a folder: <c>ca.crt</c>, <c>ca.key</c>, <c>index.txt</c>, and <c>NODE-ID.crt</c> with <c>NODE-ID.key</c> of every node.
/// Needs no network and no server.
/// </summary>
public sealed class PkiStore
{
    private readonly PkiFolder folder;
    private readonly TimeProvider time;

    /// <summary>The authority in a folder, which <see cref="Create"/> makes.</summary>
    public PkiStore(string path, TimeProvider time)
    {
        folder = new PkiFolder(path);
        this.time = time;
    }

    /// <summary>The authority's certificate.</summary>
    public string AuthorityCertificate => folder.AuthorityCertificate;

    /// <summary>The authority's key.</summary>
    public string AuthorityKey => folder.AuthorityKey;

    /// <summary>What was ever issued.</summary>
    public string Index => folder.Index;

    /// <summary>The files of a node's identity.</summary>
    public NodeIdentityFiles FilesOf(string nodeId) => new(folder.CertificateOf(nodeId), folder.KeyOf(nodeId), folder.AuthorityCertificate);

    /// <summary>Makes the authority.</summary>
    /// <param name="name">The province's name.</param>
    /// <param name="years">How long it is to be good.</param>
    /// <param name="passphrase">What its key is encrypted with; null for a plain key.</param>
    /// <exception cref="PkiException">The folder is not empty, or cannot be written.</exception>
    public AuthorityInfo Create(string name, int years, string? passphrase)
    {
        folder.Create();
        DateTimeOffset now = time.GetUtcNow();
        using ECDsa key = CertificateAuthority.NewKey();
        using CertificateAuthority authority = CertificateAuthority.Create(name, key, now, now.AddYears(years));
        PkiFolder.Write(folder.AuthorityKey, CertificateAuthority.ToPem(key, passphrase), DurableFiles.Secret);
        PkiIndex.Create(folder.Index);
        PkiFolder.Write(folder.AuthorityCertificate, ToPem(authority.Certificate), DurableFiles.Open);
        return AuthorityInfo.Of(authority.Certificate);
    }

    /// <summary>Makes a node's first certificate, with a new key.</summary>
    /// <exception cref="PkiException">The node has one already, or a file cannot be read or written.</exception>
    public PkiIndexEntry Issue(NodeCertificateRequest request, string? passphrase)
    {
        string nodeId = request.NodeId;
        if (nodeId == PkiFolder.AuthorityName)
        {
            throw new PkiException(PkiFault.NodeIdReserved, nodeId);
        }

        using CertificateAuthority authority = AuthorityKeyFile.Read(folder, passphrase);
        using PkiIndex index = PkiIndex.Open(folder.Index);
        if (index.Find(nodeId) is not null || File.Exists(folder.CertificateOf(nodeId)) || File.Exists(folder.KeyOf(nodeId)))
        {
            throw new PkiException(PkiFault.NodeExists, nodeId, folder.CertificateOf(nodeId));
        }

        using ECDsa key = CertificateAuthority.NewKey();
        return Enter(authority, index, PkiAction.Issued, request, key);
    }

    /// <summary>Makes a node a new certificate in the place of the one that it has.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="hosts">The host names and addresses in it; null: those of the one before.</param>
    /// <param name="validity">How long it is to be good.</param>
    /// <param name="keepKey">Whether the node keeps its key.</param>
    /// <param name="passphrase">What the authority's key is encrypted with.</param>
    /// <exception cref="PkiException">The node has none, or a file cannot be read or written.</exception>
    public PkiRenewal Renew(string nodeId, IReadOnlyList<string>? hosts, TimeSpan validity, bool keepKey, string? passphrase)
    {
        using CertificateAuthority authority = AuthorityKeyFile.Read(folder, passphrase);
        using PkiIndex index = PkiIndex.Open(folder.Index);
        PkiIndexEntry before = index.Find(nodeId) ?? throw Unknown(nodeId, index.Entries);
        using ECDsa key = keepKey ? ReadKey(folder.KeyOf(nodeId)) : CertificateAuthority.NewKey();
        var request = new NodeCertificateRequest(nodeId, hosts ?? before.Hosts, validity);
        return new PkiRenewal(Enter(authority, index, PkiAction.Renewed, request, key), before);
    }

    /// <summary>All certificates ever issued; needs neither the authority's key nor its passphrase.</summary>
    /// <exception cref="PkiException">A file cannot be read.</exception>
    public PkiListing List()
    {
        using X509Certificate2 authority = AuthorityKeyFile.ReadCertificate(folder);
        return PkiListing.Of(AuthorityInfo.Of(authority), PkiIndex.Read(folder.Index), time.GetUtcNow());
    }

    /// <summary>The certificate of now of a node.</summary>
    /// <exception cref="PkiException">The node has none, or a file cannot be read.</exception>
    public ListedCertificate Find(string nodeId)
    {
        PkiListing listing = List();
        return listing.Certificates.FirstOrDefault(certificate => string.Equals(certificate.Entry.NodeId, nodeId, StringComparison.Ordinal))
            ?? throw Unknown(nodeId, listing.Certificates.Select(certificate => certificate.Entry));
    }

    private static PkiException Unknown(string nodeId, IEnumerable<PkiIndexEntry> known) =>
        new(PkiFault.NodeUnknown, nodeId, PkiNames.Near(nodeId, known));

    private static string ToPem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n";

    private static ECDsa ReadKey(string path)
    {
        string pem = PkiFolder.Read(path);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new PkiException(PkiFault.NodeKeyMalformed, path, wrong.Message.TrimEnd('.'));
        }
    }

    private PkiIndexEntry Enter(CertificateAuthority authority, PkiIndex index, PkiAction action, NodeCertificateRequest request, ECDsa key)
    {
        DateTimeOffset now = time.GetUtcNow();
        using X509Certificate2 certificate = authority.Issue(request, key, now);
        var entry = new PkiIndexEntry(
            now, action, request.NodeId, certificate.SerialNumber, CertificateLifetime.Of(certificate), request.Hosts);
        index.Add(entry);
        PkiFolder.Write(folder.KeyOf(request.NodeId), CertificateAuthority.ToPem(key, passphrase: null), DurableFiles.Secret);
        PkiFolder.Write(folder.CertificateOf(request.NodeId), ToPem(certificate), DurableFiles.Open);
        return entry;
    }
}
