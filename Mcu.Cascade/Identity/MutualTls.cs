using System.Net.Security;
using System.Security.Authentication;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Mcu.Cascade.Identity;

/// <summary>
/// TLS in which both sides show who they are: TLS 1.3, or 1.2 with an older peer. No session is ever resumed, so that each connection
/// checks the peer anew and shows the certificate of now.
/// </summary>
public static class MutualTls
{
    private const SslProtocols Versions = SslProtocols.Tls13 | SslProtocols.Tls12;
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(5);

    // TCP repeats a lost SYN after 1 s, 2 s, 4 s: a connection that a cut line has eaten is made anew rather than waited for.
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    /// <summary>Makes a Kestrel endpoint that only nodes of ours can connect to.</summary>
    public static ListenOptions UseMutualTls(this ListenOptions listen, NodeIdentityStore identities, PeerCertificatePolicy policy) =>
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeLimit,
            OnConnection = _ => ValueTask.FromResult(Server(identities.Current, policy)),
        });

    /// <summary>
    /// A handler for connections to one node, wherever it is: the server's certificate must be pinned to that node, its host name is not
    /// looked at. Each new connection takes the identity of its time. No proxy, no redirects.
    /// </summary>
    public static SocketsHttpHandler CreateHandler(NodeIdentityStore identities, PeerCertificatePolicy policy, string nodeId) => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectLimit,
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = Versions,
            AllowTlsResume = false,
            LocalCertificateSelectionCallback = (_, _, _, _, _) => identities.Current.Certificate,
            CertificateChainPolicy = AuthorityChain.PolicyOf(identities.Current.Authorities),
            RemoteCertificateValidationCallback = policy.ServerThatIs(nodeId),
        },
    };

    /// <summary>A gRPC channel to one node; see <see cref="CreateHandler"/>.</summary>
    /// <param name="address"><c>https://host:port</c>.</param>
    /// <param name="identities">Who we are.</param>
    /// <param name="policy">Whom we accept.</param>
    /// <param name="nodeId">The node that must answer there.</param>
    /// <param name="configure">Sets further options of the channel.</param>
    public static GrpcChannel CreateChannel(
        Uri address, NodeIdentityStore identities, PeerCertificatePolicy policy, string nodeId, Action<GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions
        {
            HttpHandler = CreateHandler(identities, policy, nodeId),
            DisposeHttpClient = true,
            Credentials = Grpc.Core.ChannelCredentials.SecureSsl,
        };
        configure?.Invoke(options);
        return GrpcChannel.ForAddress(address, options);
    }

    private static SslServerAuthenticationOptions Server(NodeIdentity identity, PeerCertificatePolicy policy) => new()
    {
        EnabledSslProtocols = Versions,
        AllowTlsResume = false,
        AllowRenegotiation = false,
        ServerCertificateContext = identity.TlsContext,
        ClientCertificateRequired = true,
        CertificateChainPolicy = AuthorityChain.PolicyOf(identity.Authorities),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => policy.AcceptsClient(certificate, chain, errors),
    };
}
