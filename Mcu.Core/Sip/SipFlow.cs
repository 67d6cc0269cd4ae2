using System.Net;

namespace Mcu.Core.Sip;

/// <summary>
/// A way between this node and one peer: a pair of UDP addresses, or one TCP connection. The node maps flows to sockets.
/// </summary>
/// <param name="Transport">UDP or TCP.</param>
/// <param name="Local">Our address as the peer reaches it; a wildcard stands for the configured one.</param>
/// <param name="Remote">The peer's address.</param>
/// <param name="ConnectionId">
/// Which TCP connection, from 1 on, unique for the life of the process. 0 in a flow to send on means any open
/// connection to <paramref name="Remote"/>, or a new one. Always 0 for UDP.
/// </param>
public sealed record SipFlow(SipTransport Transport, IPEndPoint Local, IPEndPoint Remote, long ConnectionId = 0)
{
    /// <summary>True for TCP: nothing needs to be sent twice.</summary>
    public bool IsReliable => Transport == SipTransport.Tcp;
}
