using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mcu.Cascade.Identity;
using Mcu.Tests.Pki;

namespace Mcu.Tests.Cascade.Identity;

/// <summary>Who is let in, and why others are not.</summary>
public sealed class PeerCertificatePolicyTests
{
    private TemporaryPki pki;
    private PeerCertificatePolicy policy;
    private List<PeerVerdict> refused;

    [SetUp]
    public void Start()
    {
        pki = TemporaryPki.WithAuthority();
        refused = [];
        policy = new PeerCertificatePolicy(pki.Identities("khanh-hoa"), pki.Clock) { OnRefused = refused.Add };
    }

    [TearDown]
    public void Stop() => pki.Dispose();

    [TestCase(PeerRole.Client, null)]
    [TestCase(PeerRole.Server, "khanh-son")]
    public void Check_NodeOfOurs_IsAccepted(PeerRole role, string? expected) =>
        Assert.That(policy.Check(Node("khanh-son"), role, expected), Is.EqualTo(new PeerVerdict(PeerRefusal.None, role, "khanh-son", "CN=khanh-son")));

    [Test]
    public void Check_NoCertificate_IsRefused() => Expect(PeerRefusal.NoCertificate, shown: null);

    [Test]
    public void Check_OtherAuthorityOfTheSameName_IsRefusedAndItsIdNotBelieved()
    {
        using TemporaryPki other = TemporaryPki.WithAuthority();
        Assert.That(Expect(PeerRefusal.ForeignAuthority, other.Identity("khanh-son").Certificate).NodeId, Is.Null);
    }

    [Test]
    public void Check_SignedByItself_IsRefused()
    {
        using X509Certificate2 forged = ForgedCertificates.Make(pki: null, ForgedCertificates.Names("urn:mcu:node:khanh-son"), KeyUsages.ClientAuthentication);
        Expect(PeerRefusal.ForeignAuthority, forged);
    }

    [Test]
    public void Check_TheAuthorityItself_IsRefused()
    {
        using X509Certificate2 authority = X509Certificate2.CreateFromPem(File.ReadAllText(pki.Store.AuthorityCertificate));
        Expect(PeerRefusal.ForeignAuthority, authority);
    }

    [Test]
    public void Check_BeforeAndAfterItsTime_IsRefused()
    {
        pki.Clock.Advance(TimeSpan.FromDays(10));
        X509Certificate2 node = Node("khanh-son");
        pki.Clock.AdjustTime(TemporaryPki.Start);
        Expect(PeerRefusal.NotYetValid, node);
        pki.Clock.AdjustTime(TemporaryPki.Start + TimeSpan.FromDays(10) + TemporaryPki.Year);
        Assert.That(policy.Check(node, PeerRole.Client).IsAccepted, Is.True);
        pki.Clock.Advance(TimeSpan.FromHours(2));
        Assert.That(Expect(PeerRefusal.Expired, node).NodeId, Is.EqualTo("khanh-son"));
    }

    [Test]
    public void Check_AuthorityIsOver_IsRefused()
    {
        X509Certificate2 node = Node("khanh-son");
        pki.Clock.Advance(21 * TemporaryPki.Year);
        Expect(PeerRefusal.AuthorityExpired, node);
    }

    [TestCase(PeerRole.Client, KeyUsages.ServerAuthentication)]
    [TestCase(PeerRole.Server, KeyUsages.ClientAuthentication)]
    [TestCase(PeerRole.Client)]
    public void Check_ForAnotherUse_IsRefused(PeerRole role, params string[] usages)
    {
        using X509Certificate2 forged = ForgedCertificates.Make(pki, ForgedCertificates.Names("urn:mcu:node:khanh-son"), usages);
        Expect(PeerRefusal.WrongUsage, forged, role);
    }

    [Test]
    public void Check_NoNodeId_IsRefused()
    {
        using X509Certificate2 forged = ForgedCertificates.Make(pki, ForgedCertificates.Names(), KeyUsages.ClientAuthentication);
        Expect(PeerRefusal.NoNodeId, forged);
    }

    [Test]
    public void Check_AnotherNodeThanCalled_IsRefused() =>
        Assert.That(policy.Check(Node("khanh-son"), PeerRole.Server, "van-ninh").Refusal, Is.EqualTo(PeerRefusal.WrongNodeId));

    [Test]
    public void Callbacks_Refused_TellTheObserver()
    {
        X509Certificate2 node = Node("khanh-son");
        Assert.Multiple(() =>
        {
            Assert.That(policy.AcceptsClient(node, chain: null, SslPolicyErrors.RemoteCertificateChainErrors), Is.True);
            Assert.That(policy.ServerThatIs("khanh-son")(this, node, null, SslPolicyErrors.None), Is.True);
            Assert.That(refused, Is.Empty);
            Assert.That(policy.AcceptsClient(null, chain: null, SslPolicyErrors.None), Is.False);
            Assert.That(policy.ServerThatIs("van-ninh")(this, node, null, SslPolicyErrors.None), Is.False);
            Assert.That(refused.Select(verdict => verdict.Refusal), Is.EqualTo(new[] { PeerRefusal.NoCertificate, PeerRefusal.WrongNodeId }));
        });
    }

    private X509Certificate2 Node(string id) => pki.Identity(id).Certificate;

    private PeerVerdict Expect(PeerRefusal refusal, X509Certificate2? shown, PeerRole role = PeerRole.Client)
    {
        PeerVerdict verdict = policy.Check(shown, role);
        Assert.That(verdict.Refusal, Is.EqualTo(refusal));
        return verdict;
    }
}
