using System.Net;

namespace Mcu.Node.Net.Sip;

/// <summary>
/// Receives what SIP peers send. Called on the transports' own threads, never on the control loop: datagrams one at a time,
/// and for each stream one call at a time, several streams at once. Bytes are good during the call only.
/// </summary>
public interface ISipTransportHandler
{
    /// <summary>A datagram came.</summary>
    /// <param name="bytes">Its payload, up to 65,535 bytes.</param>
    /// <param name="local">Our address as the peer reached it, never a wildcard.</param>
    /// <param name="remote">Who sent it.</param>
    void OnDatagram(ReadOnlySpan<byte> bytes, IPEndPoint local, IPEndPoint remote);

    /// <summary>A connection is there, theirs or ours: the first call for its number.</summary>
    void OnStreamOpened(long connectionId, IPEndPoint local, IPEndPoint remote);

    /// <summary>Bytes came on a connection; the answer says where in its messages the stream now stands.</summary>
    SipStreamState OnStreamBytes(long connectionId, ReadOnlySpan<byte> bytes);

    /// <summary>A message that was accepted for a stream was not sent before the stream closed.</summary>
    /// <param name="connectionId">The connection's number.</param>
    /// <param name="token">What the sender gave with it.</param>
    void OnSendFailed(long connectionId, object? token);

    /// <summary>A connection is gone, or could not be made: the last call for its number.</summary>
    void OnStreamClosed(long connectionId, SipCloseReason reason);
}
