namespace Mcu.Node.Pki;

/// <summary>What a node's certificate is to be.</summary>
/// <param name="NodeId">Whose it is: <c>node.id</c> of its configuration.</param>
/// <param name="Hosts">Host names and IP addresses for clients that look at them; links between nodes do not.</param>
/// <param name="Validity">How long it is to be good; never longer than the authority.</param>
public sealed record NodeCertificateRequest(string NodeId, IReadOnlyList<string> Hosts, TimeSpan Validity);
