using System.Buffers.Binary;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mcu.Cascade.Identity;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>Frames on streams, and streams made safe.</summary>
internal static class RaftStreams
{
    /// <summary>The next frame without its length.</summary>
    /// <exception cref="InvalidDataException">It claims to be larger than any.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadFrameAsync(Stream stream, int most, CancellationToken cancel)
    {
        byte[] length = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(length, cancel);
        int count = BinaryPrimitives.ReadInt32BigEndian(length);
        if (count < 1 || count > most)
        {
            throw new InvalidDataException($"a frame of {count} bytes");
        }

        byte[] body = new byte[count];
        await stream.ReadExactlyAsync(body, cancel);
        return body;
    }

    /// <summary>The caller's end: the other must be a certain member.</summary>
    public static async Task<Stream> SecureAsync(Stream plain, ConsensusSecurity? security, string expected, CancellationToken cancel)
    {
        if (security is null)
        {
            return plain;
        }

        var tls = new SslStream(plain);
        NodeIdentity identity = security.Identities.Current;
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13 | SslProtocols.Tls12,
                AllowTlsResume = false,
                LocalCertificateSelectionCallback = (_, _, _, _, _) => identity.Certificate,
                CertificateChainPolicy = AuthorityChain.PolicyOf(identity.Authorities),
                RemoteCertificateValidationCallback = security.Policy.ServerThatIs(expected),
            },
            cancel);
        return tls;
    }

    /// <summary>The other end: whose certificate the caller showed; null without TLS.</summary>
    public static async Task<(Stream Stream, string? Caller)> AcceptAsync(Stream plain, ConsensusSecurity? security, CancellationToken cancel)
    {
        if (security is null)
        {
            return (plain, null);
        }

        var tls = new SslStream(plain);
        NodeIdentity identity = security.Identities.Current;
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13 | SslProtocols.Tls12,
                AllowTlsResume = false,
                AllowRenegotiation = false,
                ServerCertificateContext = identity.TlsContext,
                ClientCertificateRequired = true,
                CertificateChainPolicy = AuthorityChain.PolicyOf(identity.Authorities),
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    security.Policy.AcceptsClient(certificate, chain, errors),
            },
            cancel);
        return tls.RemoteCertificate is X509Certificate2 shown && CertificateNodeId.TryRead(shown, out string? caller)
            ? (tls, caller)
            : throw new AuthenticationException("a certificate without a node");
    }
}
