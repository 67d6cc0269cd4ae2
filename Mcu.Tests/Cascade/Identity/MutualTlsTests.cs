using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Mcu.Cascade.Identity;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Pki;

namespace Mcu.Tests.Cascade.Identity;

/// <summary>Real handshakes between a province and its districts, on a socket of the loopback.</summary>
public sealed class MutualTlsTests
{
    private TemporaryPki pki;
    private NodeIdentityStore province;
    private List<PeerVerdict> refusedByProvince;
    private List<PeerVerdict> refusedByDistrict;
    private MutualTlsServer server;

    [SetUp]
    public async Task StartAsync()
    {
        pki = TemporaryPki.WithAuthority();
        province = pki.Identities("khanh-hoa");
        refusedByProvince = [];
        refusedByDistrict = [];
        server = await MutualTlsServer.StartAsync(province, Policy(province, refusedByProvince));
    }

    [TearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        pki.Dispose();
    }

    [Test]
    public async Task Channel_NodeOfOurs_IsServedOverGrpcAndKnownByItsId()
    {
        NodeIdentityStore district = pki.Identities("khanh-son");
        using GrpcChannel channel = MutualTls.CreateChannel(server.Address, district, Policy(district, refusedByDistrict), "khanh-hoa");
        HealthCheckResponse answer = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest());
        Assert.That(answer.Status, Is.EqualTo(HealthCheckResponse.Types.ServingStatus.Serving));
        Assert.That(await WhoAsync(district), Is.EqualTo("khanh-son"));
        Assert.That(refusedByProvince.Concat(refusedByDistrict), Is.Empty);
    }

    [Test]
    public async Task Channel_ServerIsAnotherNode_IsRefusedByTheCaller()
    {
        NodeIdentityStore district = pki.Identities("khanh-son");
        using GrpcChannel channel = MutualTls.CreateChannel(server.Address, district, Policy(district, refusedByDistrict), "khanh-hoa-2");
        RpcException? error = await Assert.ThrowsAsync<RpcException>(
            async () => await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest()));
        Assert.That(error!.StatusCode, Is.AnyOf(StatusCode.Internal, StatusCode.Unavailable));
        Assert.That(refusedByDistrict.Single(), Is.EqualTo(new PeerVerdict(PeerRefusal.WrongNodeId, PeerRole.Server, "khanh-hoa", "CN=khanh-hoa")));
    }

    [Test]
    public async Task Client_OfAnotherProvince_IsRefusedByTheServer()
    {
        using TemporaryPki foreign = TemporaryPki.WithAuthority();
        NodeIdentityStore stranger = foreign.Identities("khanh-son");
        await Assert.ThatAsync(() => WhoAsync(stranger, believed: pki.Identities("believing")), Throws.InstanceOf<HttpRequestException>());
        Eventually.That(() => Refusals(refusedByProvince).Contains(PeerRefusal.ForeignAuthority), "the stranger is refused");
    }

    [Test]
    public async Task Client_Expired_IsRefusedByTheServer()
    {
        pki.Issue("van-ninh", TimeSpan.FromDays(1));
        NodeIdentityStore district = pki.Identities("van-ninh");
        pki.Clock.Advance(TimeSpan.FromDays(2));
        await Assert.ThatAsync(() => WhoAsync(district), Throws.InstanceOf<HttpRequestException>());
        Eventually.That(() => Refusals(refusedByProvince).Contains(PeerRefusal.Expired), "the expired one is refused");
    }

    [Test]
    public async Task Client_WithoutCertificate_IsRefusedByTheServer()
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20 };
        await Assert.ThatAsync(() => client.GetStringAsync(new Uri(server.Address, "/who")), Throws.InstanceOf<HttpRequestException>());
        Eventually.That(() => Refusals(refusedByProvince).Contains(PeerRefusal.NoCertificate), "the nameless one is refused");
    }

    [TestCase(SslProtocols.Tls12)]
    [TestCase(SslProtocols.Tls13)]
    public async Task Endpoint_Version_IsServed(SslProtocols version)
    {
        NodeIdentity district = pki.Identity("khanh-son");
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "anything",
            EnabledSslProtocols = version,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            ClientCertificateContext = SslStreamCertificateContext.Create(district.Certificate, additionalCertificates: null, offline: true),
            RemoteCertificateValidationCallback = Policy(province, refusedByDistrict).ServerThatIs("khanh-hoa"),
        });
        Assert.That((tls.SslProtocol, tls.IsMutuallyAuthenticated, tls.NegotiatedApplicationProtocol), Is.EqualTo((version, true, SslApplicationProtocol.Http2)));
    }

    [Test]
    public async Task Endpoint_Renewed_ShowsTheNewCertificateToTheNextConnection()
    {
        string first = await SerialOfServerAsync();
        pki.Store.Renew("khanh-hoa", null, TemporaryPki.Year, keepKey: false, passphrase: null);
        File.SetLastWriteTimeUtc(pki.Store.FilesOf("khanh-hoa").Certificate, DateTime.UtcNow.AddHours(1));
        Assert.That(province.Refresh(Instant.FromMilliseconds(0)), Is.EqualTo(IdentityRefresh.Reloaded));
        Assert.That(await SerialOfServerAsync(), Is.EqualTo(province.Current.Certificate.SerialNumber).And.Not.EqualTo(first));
    }

    private static IEnumerable<PeerRefusal> Refusals(List<PeerVerdict> verdicts)
    {
        lock (verdicts)
        {
            return [.. verdicts.Select(verdict => verdict.Refusal)];
        }
    }

    private PeerCertificatePolicy Policy(NodeIdentityStore identities, List<PeerVerdict> refused) => new(identities, pki.Clock)
    {
        OnRefused = verdict =>
        {
            lock (refused)
            {
                refused.Add(verdict);
            }
        },
    };

    private async Task<string> WhoAsync(NodeIdentityStore caller, NodeIdentityStore? believed = null)
    {
        SocketsHttpHandler handler = MutualTls.CreateHandler(caller, Policy(believed ?? caller, refusedByDistrict), "khanh-hoa");
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        return await client.GetStringAsync(new Uri(server.Address, "/who"));
    }

    private async Task<string> SerialOfServerAsync()
    {
        NodeIdentityStore district = pki.Identities("khanh-son");
        string serial = "";
        using SocketsHttpHandler handler = MutualTls.CreateHandler(district, Policy(district, refusedByDistrict), "khanh-hoa");
        RemoteCertificateValidationCallback check = handler.SslOptions.RemoteCertificateValidationCallback!;
        handler.SslOptions.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            serial = ((X509Certificate2)certificate!).SerialNumber;
            return check(sender, certificate, chain, errors);
        };
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20 };
        await client.GetStringAsync(new Uri(server.Address, "/who"));
        return serial;
    }
}
