using System.Net;
using System.Net.Sockets;
using Mcu.Core.Rtp;
using Mcu.Node.Net;

namespace Mcu.Tests.Net;

/// <summary>Sockets on 127.0.0.1 for tests.</summary>
internal static class Loopback
{
    /// <summary>127.0.0.1, a port of the system's choice.</summary>
    public static readonly TransportAddress Any = TransportAddress.From(IPAddress.Loopback, 0);

    /// <summary>A port of ours.</summary>
    public static UdpPort Bind(UdpPortOptions? options = null) =>
        UdpPort.TryBind(Any, options ?? new UdpPortOptions(), out _) ?? throw new InvalidOperationException("127.0.0.1 has no free port.");

    /// <summary>A framework's socket that gives up waiting after ten seconds.</summary>
    public static Socket Peer(IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = 10_000,
            ReceiveBufferSize = 4 << 20,
        };
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    /// <summary>Where a socket is bound.</summary>
    public static TransportAddress EndpointOf(Socket socket) => TransportAddress.From((IPEndPoint)socket.LocalEndPoint!);

    /// <summary>The next datagram that a socket gets.</summary>
    public static byte[] Receive(Socket socket)
    {
        byte[] bytes = new byte[65_535];
        return bytes[..socket.Receive(bytes)];
    }
}
