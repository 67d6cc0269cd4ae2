using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Mcu.Cascade.Identity;

/// <summary>
/// Decides about peers by their certificates: issued by our authority, within its time, for this use, and pinned to a node. Host names are
/// not looked at. May be used by any thread.
/// </summary>
/// <param name="identities">Whose authorities are believed, as they are at each handshake.</param>
/// <param name="time">The clock of validity.</param>
public sealed class PeerCertificatePolicy(NodeIdentityStore identities, TimeProvider time)
{
    /// <summary>Told of every refusal, on the thread of the handshake; must return at once.</summary>
    public Action<PeerVerdict>? OnRefused { get; init; }

    /// <summary>Decides about a peer.</summary>
    /// <param name="certificate">What it showed.</param>
    /// <param name="role">What it is on the connection.</param>
    /// <param name="expectedNodeId">The node that it must be; null when any node of ours will do.</param>
    public PeerVerdict Check(X509Certificate? certificate, PeerRole role, string? expectedNodeId = null)
    {
        if (certificate is null)
        {
            return new PeerVerdict(PeerRefusal.NoCertificate, role, NodeId: null, "");
        }

        X509Certificate2 shown = certificate as X509Certificate2 ?? X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        if (!AuthorityChain.TryFindIssuer(shown, identities.Current.Authorities, out X509Certificate2? issuer))
        {
            return new PeerVerdict(PeerRefusal.ForeignAuthority, role, NodeId: null, shown.Subject);
        }

        CertificateNodeId.TryRead(shown, out string? nodeId);
        return new PeerVerdict(Refusal(shown, issuer, nodeId, role, expectedNodeId), role, nodeId, shown.Subject);
    }

    /// <summary>Whether a client may connect; fits Kestrel's <c>ClientCertificateValidation</c>.</summary>
    public bool AcceptsClient(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        Told(Check(certificate, PeerRole.Client));

    /// <summary>Accepts a server that is a certain node; fits <see cref="SslClientAuthenticationOptions.RemoteCertificateValidationCallback"/>.</summary>
    public RemoteCertificateValidationCallback ServerThatIs(string nodeId) =>
        (_, certificate, _, _) => Told(Check(certificate, PeerRole.Server, nodeId));

    private static bool IsFor(X509Certificate2 certificate, PeerRole role)
    {
        string usage = role == PeerRole.Client ? KeyUsages.ClientAuthentication : KeyUsages.ServerAuthentication;
        return certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Any(extension => extension.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Any(
                oid => string.Equals(oid.Value, usage, StringComparison.Ordinal)));
    }

    private PeerRefusal Refusal(X509Certificate2 certificate, X509Certificate2 issuer, string? nodeId, PeerRole role, string? expected)
    {
        DateTimeOffset now = time.GetUtcNow();
        ExpiryState state = CertificateLifetime.Of(certificate).StateAt(now);
        return true switch
        {
            _ when CertificateLifetime.Of(issuer).StateAt(now) == ExpiryState.Expired => PeerRefusal.AuthorityExpired,
            _ when state == ExpiryState.NotYetValid => PeerRefusal.NotYetValid,
            _ when state == ExpiryState.Expired => PeerRefusal.Expired,
            _ when !IsFor(certificate, role) => PeerRefusal.WrongUsage,
            _ when nodeId is null => PeerRefusal.NoNodeId,
            _ when expected is not null && !string.Equals(nodeId, expected, StringComparison.Ordinal) => PeerRefusal.WrongNodeId,
            _ => PeerRefusal.None,
        };
    }

    private bool Told(PeerVerdict verdict)
    {
        if (!verdict.IsAccepted)
        {
            OnRefused?.Invoke(verdict);
        }

        return verdict.IsAccepted;
    }
}
