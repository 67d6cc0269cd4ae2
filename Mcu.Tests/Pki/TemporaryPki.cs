using Mcu.Cascade.Identity;
using Mcu.Node.Pki;
using Microsoft.Extensions.Time.Testing;

namespace Mcu.Tests.Pki;

/// <summary>A folder for an authority, which goes when the test does, with a clock that stands.</summary>
internal sealed class TemporaryPki : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("mcu-pki-");

    public TemporaryPki(TimeProvider? clock = null)
    {
        Folder = Path.Combine(root.FullName, "pki");
        Store = new PkiStore(Folder, clock ?? Clock);
    }

    public static DateTimeOffset Start { get; } = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public static TimeSpan Year { get; } = TimeSpan.FromDays(365);

    public FakeTimeProvider Clock { get; } = new(Start);

    public string Folder { get; }

    public PkiStore Store { get; }

    public static TemporaryPki WithAuthority(string name = "Tỉnh Khánh Hòa", TimeProvider? clock = null)
    {
        var pki = new TemporaryPki(clock);
        pki.Store.Create(name, years: 20, passphrase: null);
        return pki;
    }

    public PkiIndexEntry Issue(string nodeId, TimeSpan? validity = null, params string[] hosts) =>
        Store.Issue(new NodeCertificateRequest(nodeId, hosts, validity ?? Year), passphrase: null);

    /// <summary>The identity of a node, which gets a certificate when it has none.</summary>
    public NodeIdentity Identity(string nodeId)
    {
        if (!File.Exists(Store.FilesOf(nodeId).Certificate))
        {
            Issue(nodeId);
        }

        Assert.That(NodeIdentity.TryLoad(Store.FilesOf(nodeId), nodeId, out NodeIdentity? identity, out IdentityError? error), Is.True, $"{error}");
        return identity!;
    }

    public NodeIdentityStore Identities(string nodeId) => new(Store.FilesOf(nodeId), Identity(nodeId));

    /// <summary>All files with what they hold, to see that nothing changed.</summary>
    public Dictionary<string, string> Contents() =>
        Directory.GetFiles(Folder).ToDictionary(path => path, File.ReadAllText, StringComparer.Ordinal);

    public void Dispose() => root.Delete(recursive: true);
}
