namespace Mcu.Node.Net.Sip;

/// <summary>Why a SIP connection is gone.</summary>
public enum SipCloseReason
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The peer closed it.</summary>
    ByPeer,

    /// <summary>We did, as asked.</summary>
    ByUs,

    /// <summary>The network failed, or the peer reset it.</summary>
    NetworkError,

    /// <summary>The peer did not take the connection, or not in time.</summary>
    ConnectFailed,

    /// <summary>Nothing came for too long.</summary>
    Idle,

    /// <summary>A message took too long to come whole.</summary>
    SlowMessage,

    /// <summary>The peer does not read what we send.</summary>
    NotReading,

    /// <summary>The peer sent what is not SIP.</summary>
    Malformed,
}
