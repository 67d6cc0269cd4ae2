using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mcu.Cascade.Identity;
using Mcu.Node.Pki;

namespace Mcu.Tests.Pki;

/// <summary>An authority in a folder: what it writes, what it refuses.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PkiStoreTests
{
    private const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private TemporaryPki pki;

    [SetUp]
    public void Start() => pki = TemporaryPki.WithAuthority();

    [TearDown]
    public void Stop() => pki.Dispose();

    [Test]
    public void Create_NewFolder_KeyAndFolderAreTheOwnersOnly()
    {
        pki.Issue("khanh-son");
        Assert.Multiple(() =>
        {
            Assert.That(File.GetUnixFileMode(pki.Folder), Is.EqualTo(Secret | UnixFileMode.UserExecute));
            Assert.That(File.GetUnixFileMode(pki.Store.AuthorityKey), Is.EqualTo(Secret));
            Assert.That(File.GetUnixFileMode(pki.Store.FilesOf("khanh-son").Key), Is.EqualTo(Secret));
            Assert.That(Directory.GetFiles(pki.Folder, "*.new"), Is.Empty);
        });
    }

    [Test]
    public void Create_Authority_IssuesToNodesOnlyAndLastsAsAsked()
    {
        using X509Certificate2 authority = X509Certificate2.CreateFromPem(File.ReadAllText(pki.Store.AuthorityCertificate));
        X509BasicConstraintsExtension constraints = authority.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.Multiple(() =>
        {
            Assert.That(authority.GetNameInfo(X509NameType.SimpleName, forIssuer: false), Is.EqualTo("Tỉnh Khánh Hòa CA"));
            Assert.That((constraints.CertificateAuthority, constraints.PathLengthConstraint, constraints.Critical), Is.EqualTo((true, 0, true)));
            Assert.That(CertificateLifetime.Of(authority).NotAfter, Is.EqualTo(TemporaryPki.Start.AddYears(20)).Within(TimeSpan.FromHours(1)));
            Assert.That(authority.PublicKey.GetECDsaPublicKey()!.KeySize, Is.EqualTo(256));
        });
    }

    [Test]
    public void Create_AuthorityIsThere_RefusesAndChangesNothing()
    {
        Dictionary<string, string> before = pki.Contents();
        Assert.That(() => pki.Store.Create("Tỉnh khác", 20, passphrase: null), Refusal(PkiFault.AuthorityExists));
        Assert.That(pki.Contents(), Is.EqualTo(before));
    }

    [Test]
    public void Create_FolderHoldsOtherFiles_Refuses()
    {
        using var other = new TemporaryPki();
        Directory.CreateDirectory(other.Folder);
        File.WriteAllText(Path.Combine(other.Folder, "notes.txt"), "mine");
        Assert.That(() => other.Store.Create("X", 20, passphrase: null), Refusal(PkiFault.FolderNotEmpty));
        Assert.That(other.Contents().Values, Is.EqualTo(new[] { "mine" }));
    }

    [Test]
    public void Issue_Node_IsPinnedToItsIdAndGoodForBothSides()
    {
        PkiIndexEntry entry = pki.Issue("khanh-son", TimeSpan.FromDays(825), "mcu.khanhson.vn", "10.1.2.3", "2001:db8::7");
        X509Certificate2 certificate = pki.Identity("khanh-son").Certificate;
        X509SubjectAlternativeNameExtension names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        IEnumerable<string> usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(oid => oid.Value!);
        Assert.Multiple(() =>
        {
            Assert.That(CertificateNodeId.TryRead(certificate, out string? id) ? id : null, Is.EqualTo("khanh-son"));
            Assert.That(certificate.Subject, Is.EqualTo("CN=khanh-son"));
            Assert.That(names.EnumerateDnsNames(), Is.EqualTo(new[] { "mcu.khanhson.vn" }));
            Assert.That(names.EnumerateIPAddresses().Select(address => $"{address}"), Is.EqualTo(new[] { "10.1.2.3", "2001:db8::7" }));
            Assert.That(usages, Is.EquivalentTo(new[] { KeyUsages.ClientAuthentication, KeyUsages.ServerAuthentication }));
            Assert.That(entry.Serial, Is.EqualTo(certificate.SerialNumber));
            Assert.That(entry.Lifetime.DaysLeft(TemporaryPki.Start), Is.EqualTo(825));
        });
    }

    [Test]
    public void Issue_TwoNodes_SerialsAndKeysDiffer()
    {
        string[] serials = [pki.Issue("a").Serial, pki.Issue("b").Serial];
        Assert.That(serials[0], Is.Not.EqualTo(serials[1]).And.Length.EqualTo(32));
        Assert.That(pki.Identity("a").Certificate.GetPublicKey(), Is.Not.EqualTo(pki.Identity("b").Certificate.GetPublicKey()));
    }

    [Test]
    public void Issue_NodeHasOne_RefusesAndChangesNothing()
    {
        pki.Issue("khanh-son");
        Dictionary<string, string> before = pki.Contents();
        Assert.That(() => pki.Issue("khanh-son"), Refusal(PkiFault.NodeExists));
        Assert.That(pki.Contents(), Is.EqualTo(before));
    }

    [Test]
    public void Issue_FilesAreThereThoughTheIndexDoesNotKnow_Refuses()
    {
        File.WriteAllText(pki.Store.FilesOf("khanh-son").Key, "somebody's");
        Assert.That(() => pki.Issue("khanh-son"), Refusal(PkiFault.NodeExists));
        Assert.That(File.ReadAllText(pki.Store.FilesOf("khanh-son").Key), Is.EqualTo("somebody's"));
    }

    [Test]
    public void Issue_IdOfTheAuthoritysFiles_Refuses() => Assert.That(() => pki.Issue("ca"), Refusal(PkiFault.NodeIdReserved));

    [Test]
    public void Issue_LongerThanTheAuthority_EndsWithIt()
    {
        pki.Clock.Advance(19 * TemporaryPki.Year);
        PkiIndexEntry entry = pki.Issue("khanh-son", 3 * TemporaryPki.Year);
        Assert.That(entry.Lifetime.NotAfter, Is.EqualTo(pki.Store.List().Authority.Lifetime.NotAfter));
    }

    [Test]
    public void Issue_AuthorityIsOver_Refuses()
    {
        pki.Clock.Advance(21 * TemporaryPki.Year);
        Assert.That(() => pki.Issue("khanh-son"), Refusal(PkiFault.AuthorityExpired));
    }

    [Test]
    public void Issue_NoAuthority_Refuses()
    {
        using var empty = new TemporaryPki();
        Assert.That(() => empty.Issue("khanh-son"), Refusal(PkiFault.NoAuthority));
        Assert.That(empty.Store.List, Refusal(PkiFault.NoAuthority));
    }

    [Test]
    public void Issue_AnotherProcessHoldsTheIndex_RefusesAndMakesNothing()
    {
        using (PkiIndex.Open(pki.Store.Index))
        {
            Assert.That(() => pki.Issue("khanh-son"), Refusal(PkiFault.FileFailed));
        }

        Assert.That(File.Exists(pki.Store.FilesOf("khanh-son").Key), Is.False);
    }

    [Test]
    public void Renew_Node_NewKeySameHostsOldOneSuperseded()
    {
        PkiIndexEntry first = pki.Issue("khanh-son", hosts: "mcu.khanhson.vn");
        byte[] key = pki.Identity("khanh-son").Certificate.GetPublicKey();
        pki.Clock.Advance(TimeSpan.FromDays(300));
        PkiRenewal done = pki.Store.Renew("khanh-son", hosts: null, TemporaryPki.Year, keepKey: false, passphrase: null);
        NodeIdentity now = pki.Identity("khanh-son");
        Assert.Multiple(() =>
        {
            Assert.That(done.Superseded.Serial, Is.EqualTo(first.Serial));
            Assert.That(done.Renewed.Hosts, Is.EqualTo(new[] { "mcu.khanhson.vn" }));
            Assert.That(now.Certificate.SerialNumber, Is.EqualTo(done.Renewed.Serial));
            Assert.That(now.Certificate.GetPublicKey(), Is.Not.EqualTo(key));
            Assert.That(now.Lifetime.DaysLeft(pki.Clock.GetUtcNow()), Is.EqualTo(365));
            Assert.That(File.GetUnixFileMode(pki.Store.FilesOf("khanh-son").Key), Is.EqualTo(Secret));
        });
    }

    [Test]
    public void Renew_KeepKey_KeepsIt()
    {
        pki.Issue("khanh-son");
        byte[] key = pki.Identity("khanh-son").Certificate.GetPublicKey();
        pki.Store.Renew("khanh-son", ["10.0.0.1"], TemporaryPki.Year, keepKey: true, passphrase: null);
        Assert.That(pki.Identity("khanh-son").Certificate.GetPublicKey(), Is.EqualTo(key));
        Assert.That(pki.Store.Find("khanh-son").Entry.Hosts, Is.EqualTo(new[] { "10.0.0.1" }));
    }

    [Test]
    public void Renew_KeyToKeepIsDamaged_RefusesAndMakesNothing()
    {
        pki.Issue("khanh-son");
        File.WriteAllText(pki.Store.FilesOf("khanh-son").Key, "nonsense");
        Dictionary<string, string> before = pki.Contents();
        Assert.That(
            () => pki.Store.Renew("khanh-son", null, TemporaryPki.Year, keepKey: true, passphrase: null), Refusal(PkiFault.NodeKeyMalformed));
        Assert.That(pki.Contents(), Is.EqualTo(before));
    }

    [Test]
    public void Renew_UnknownNode_NamesTheNearOne()
    {
        pki.Issue("khanh-son");
        Assert.That(
            () => pki.Store.Renew("khanh-so", null, TemporaryPki.Year, keepKey: false, passphrase: null),
            Refusal(PkiFault.NodeUnknown).And.Property(nameof(PkiException.Cause)).EqualTo("khanh-son"));
    }

    [Test]
    public void Issue_KeyWithPassphrase_NeedsTheRightOne()
    {
        using var locked = new TemporaryPki();
        locked.Store.Create("X", 20, "mật khẩu");
        var request = new NodeCertificateRequest("khanh-son", [], TemporaryPki.Year);
        Assert.That(File.ReadAllText(locked.Store.AuthorityKey), Does.StartWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
        Assert.That(() => locked.Store.Issue(request, passphrase: null), Refusal(PkiFault.PassphraseNeeded));
        Assert.That(() => locked.Store.Issue(request, "another"), Refusal(PkiFault.PassphraseWrong));
        Assert.That(locked.Store.Issue(request, "mật khẩu").NodeId, Is.EqualTo("khanh-son"));
    }

    [Test]
    public void Issue_KeyOfAnotherAuthority_Refuses()
    {
        using TemporaryPki other = TemporaryPki.WithAuthority();
        File.Copy(other.Store.AuthorityKey, pki.Store.AuthorityKey, overwrite: true);
        Assert.That(() => pki.Issue("khanh-son"), Refusal(PkiFault.AuthorityMalformed));
    }

    [Test]
    public void List_AsTimeGoesBy_StatesFollow()
    {
        pki.Issue("dien-khanh", TimeSpan.FromDays(100));
        pki.Issue("cam-lam", TimeSpan.FromDays(20));
        pki.Issue("khanh-son");
        pki.Store.Renew("khanh-son", null, TemporaryPki.Year, keepKey: false, passphrase: null);
        Assert.That(States(), Is.EqualTo("cam-lam ExpiresSoon, dien-khanh Valid, khanh-son Valid, khanh-son Superseded"));
        pki.Clock.Advance(TimeSpan.FromDays(21));
        Assert.That(States(), Does.StartWith("cam-lam Expired, dien-khanh Valid"));
        pki.Clock.Advance(TimeSpan.FromDays(60));
        Assert.That(States(), Does.Contain("dien-khanh ExpiresSoon"));
        pki.Clock.Advance(10 * TemporaryPki.Year);
        Assert.That(States(), Does.EndWith("khanh-son Expired, khanh-son Superseded"));
    }

    private static NUnit.Framework.Constraints.EqualConstraint<PkiFault> Refusal(PkiFault fault) =>
        Throws.TypeOf<PkiException>().With.Property(nameof(PkiException.Fault)).EqualTo(fault);

    private string States() => string.Join(", ", pki.Store.List().Certificates.Select(listed => $"{listed.Entry.NodeId} {listed.State}"));
}
