using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mcu.Cascade.Identity;
using Mcu.Node.Pki;
using Mcu.Tests.Pki;

namespace Mcu.Tests.Cascade.Identity;

/// <summary>A node's identity from its files, and each way in which they may be wrong.</summary>
public sealed class NodeIdentityTests
{
    private TemporaryPki pki;
    private NodeIdentityFiles files;

    [SetUp]
    public void Start()
    {
        pki = TemporaryPki.WithAuthority();
        files = pki.Store.FilesOf("khanh-son");
        pki.Issue("khanh-son");
    }

    [TearDown]
    public void Stop() => pki.Dispose();

    [Test]
    public void TryLoad_GoodFiles_IsTheNode()
    {
        NodeIdentity identity = pki.Identity("khanh-son");
        Assert.Multiple(() =>
        {
            Assert.That(identity.NodeId, Is.EqualTo("khanh-son"));
            Assert.That(identity.Certificate.HasPrivateKey, Is.True);
            Assert.That(identity.Authorities, Has.Count.EqualTo(1));
            Assert.That(identity.Lifetime.DaysLeft(TemporaryPki.Start), Is.EqualTo(365));
        });
    }

    [Test]
    public void TryLoad_Expired_IsStillTheNode()
    {
        pki.Clock.Advance(2 * TemporaryPki.Year);
        Assert.That(pki.Identity("khanh-son").Lifetime.StateAt(pki.Clock.GetUtcNow()), Is.EqualTo(ExpiryState.Expired));
    }

    [Test]
    public void TryLoad_TwoAuthorities_BelievesBoth()
    {
        using TemporaryPki next = TemporaryPki.WithAuthority("Next");
        File.AppendAllText(files.Authority, File.ReadAllText(next.Store.AuthorityCertificate));
        Assert.That(pki.Identity("khanh-son").Authorities, Has.Count.EqualTo(2));
    }

    [Test]
    public void TryLoad_FileIsMissing_NamesIt()
    {
        foreach (string path in files.All)
        {
            string kept = File.ReadAllText(path);
            File.Delete(path);
            Expect(IdentityFault.FileUnreadable, path);
            File.WriteAllText(path, kept);
        }
    }

    [Test]
    public void TryLoad_FileIsNoPem_NamesIt()
    {
        File.WriteAllText(files.Authority, "nonsense");
        Expect(IdentityFault.AuthorityMalformed, files.Authority);
        File.WriteAllText(files.Key, "nonsense");
        Expect(IdentityFault.KeyMalformed, files.Key);
        File.WriteAllText(files.Certificate, "nonsense");
        Expect(IdentityFault.CertificateMalformed, files.Certificate);
    }

    [Test]
    public void TryLoad_KeyIsEncrypted_IsMalformed()
    {
        using ECDsa key = CertificateAuthority.NewKey();
        File.WriteAllText(files.Key, CertificateAuthority.ToPem(key, "secret"));
        Expect(IdentityFault.KeyMalformed, files.Key);
    }

    [Test]
    public void TryLoad_KeyOfAnotherKind_IsMalformed()
    {
        using var key = RSA.Create(2048);
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        Expect(IdentityFault.KeyMalformed, files.Key);
    }

    [Test]
    public void TryLoad_KeyOfAnotherCertificate_SaysSo()
    {
        pki.Issue("other");
        File.Copy(pki.Store.FilesOf("other").Key, files.Key, overwrite: true);
        Expect(IdentityFault.KeyMismatch, files.Key);
    }

    [Test]
    public void TryLoad_AuthorityIsNone_SaysSo()
    {
        File.Copy(files.Certificate, files.Authority, overwrite: true);
        Expect(IdentityFault.AuthorityMalformed, files.Authority);
    }

    [Test]
    public void TryLoad_AnotherAuthorityOfTheSameName_SaysSo()
    {
        using TemporaryPki other = TemporaryPki.WithAuthority();
        File.Copy(other.Store.AuthorityCertificate, files.Authority, overwrite: true);
        Expect(IdentityFault.ForeignAuthority, files.Certificate, "CN=Tỉnh Khánh Hòa CA, O=Tỉnh Khánh Hòa");
    }

    [Test]
    public void TryLoad_NoNodeId_SaysSo()
    {
        using X509Certificate2 nobody = ForgedCertificates.Make(pki, ForgedCertificates.Names(), KeyUsages.ClientAuthentication);
        nobody.Put(files);
        Expect(IdentityFault.NoNodeId, files.Certificate, "CN=forged");
    }

    [Test]
    public void TryLoad_AnotherNodes_SaysWhose()
    {
        pki.Issue("other");
        files = pki.Store.FilesOf("other");
        Expect(IdentityFault.WrongNodeId, files.Certificate, "other");
    }

    private void Expect(IdentityFault fault, string path, string? detail = null)
    {
        Assert.That(NodeIdentity.TryLoad(files, "khanh-son", out _, out IdentityError? error), Is.False);
        Assert.That((error!.Fault, error.Path), Is.EqualTo((fault, path)), error.Detail);
        Assert.That(detail is null || error.Detail == detail, Is.True, error.Detail);
    }
}
