using Mcu.Cascade.Identity;
using Mcu.Core.Time;
using Mcu.Tests.Pki;

namespace Mcu.Tests.Cascade.Identity;

/// <summary>Files that are renewed under a running node.</summary>
public sealed class NodeIdentityStoreTests
{
    private TemporaryPki pki;
    private NodeIdentityStore identities;
    private NodeIdentity first;
    private Instant now;

    [SetUp]
    public void Start()
    {
        pki = TemporaryPki.WithAuthority();
        identities = pki.Identities("khanh-son");
        first = identities.Current;
        now = Instant.FromMilliseconds(1000);
    }

    [TearDown]
    public void Stop() => pki.Dispose();

    [Test]
    public void Refresh_NothingNew_KeepsTheIdentity()
    {
        Assert.That(Look(), Is.EqualTo(IdentityRefresh.Unchanged));
        Assert.That(identities.Current, Is.SameAs(first));
    }

    [Test]
    public void Refresh_Renewed_HasTheNewOneAndTheOldOneStillWorks()
    {
        Renew();
        Assert.That(Look(), Is.EqualTo(IdentityRefresh.Reloaded));
        Assert.That(identities.Current.Certificate.SerialNumber, Is.Not.EqualTo(first.Certificate.SerialNumber));
        Assert.That(first.Certificate.HasPrivateKey, Is.True);
        Assert.That(Look(), Is.EqualTo(IdentityRefresh.Unchanged));
    }

    [Test]
    public void Refresh_TooEarly_DoesNotLook()
    {
        Look();
        Renew();
        Assert.That(identities.Refresh(now + NodeIdentityStore.LookEvery - TimeSpan.FromMilliseconds(1)), Is.EqualTo(IdentityRefresh.Unchanged));
        Assert.That(identities.Refresh(now + NodeIdentityStore.LookEvery), Is.EqualTo(IdentityRefresh.Reloaded));
    }

    [Test]
    public void Refresh_OnlyTheKeyWasCopiedSoFar_KeepsTheOldUntilBothAreThere()
    {
        NodeIdentityFiles files = pki.Store.FilesOf("khanh-son");
        string before = File.ReadAllText(files.Certificate);
        Renew();
        string after = File.ReadAllText(files.Certificate);
        Write(files.Certificate, before);
        Assert.That(Look(), Is.EqualTo(IdentityRefresh.Failed));
        Assert.That(identities.LastError!.Fault, Is.EqualTo(IdentityFault.KeyMismatch));
        Assert.That(identities.Current, Is.SameAs(first));
        Write(files.Certificate, after);
        Assert.That(Look(), Is.EqualTo(IdentityRefresh.Reloaded));
        Assert.That(identities.LastError, Is.Null);
    }

    [Test]
    public void Refresh_FileIsGone_KeepsTheIdentityAndSaysWhy()
    {
        File.Delete(pki.Store.AuthorityCertificate);
        Assert.That(Look(), Is.EqualTo(IdentityRefresh.Failed));
        Assert.That(identities.LastError, Has.Property(nameof(IdentityError.Path)).EqualTo(pki.Store.AuthorityCertificate));
        Assert.That(identities.Current, Is.SameAs(first));
    }

    private IdentityRefresh Look()
    {
        now += NodeIdentityStore.LookEvery;
        return identities.Refresh(now);
    }

    private void Renew()
    {
        pki.Store.Renew("khanh-son", null, TemporaryPki.Year, keepKey: false, passphrase: null);
        Touch(pki.Store.FilesOf("khanh-son").Certificate);
    }

    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        Touch(path);
    }

    /// <summary>File systems tell times to some milliseconds; tests are faster than that.</summary>
    private static void Touch(string path) => File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));
}
