using Microsoft.AspNetCore.Http;

namespace Mcu.Cascade.Identity;

/// <summary>Which node is at the other end of a call.</summary>
public static class PeerNode
{
    /// <summary>The node whose certificate this connection was accepted with; null on a connection without mutual TLS.</summary>
    public static string? Of(HttpContext call) =>
        call.Connection.ClientCertificate is { } certificate && CertificateNodeId.TryRead(certificate, out string? nodeId) ? nodeId : null;
}
