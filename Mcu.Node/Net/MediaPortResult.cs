namespace Mcu.Node.Net;

/// <summary>What came of asking for a pair of media ports.</summary>
public enum MediaPortResult
{
    /// <summary>There is a pair.</summary>
    Opened,

    /// <summary>All ports of <c>media.ports</c> are in use or rest: refuse the call (503).</summary>
    Exhausted,

    /// <summary>No interface has <c>media.address</c>.</summary>
    AddressNotAvailable,

    /// <summary>The system refuses to open sockets, for want of file descriptors, say.</summary>
    SystemRefused,
}
