using System.Net;
using System.Net.Sockets;

namespace Mcu.Node.Net.Sip;

/// <summary>What both SIP transports do with sockets and addresses.</summary>
internal static class SipSockets
{
    private const string Key = "sip.listen";

    /// <summary>A socket of the address's family; one on :: takes IPv4 too.</summary>
    public static Socket Create(AddressFamily family, SocketType type)
    {
        var socket = new Socket(family, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        if (family == AddressFamily.InterNetworkV6)
        {
            socket.DualMode = true;
        }

        return socket;
    }

    /// <summary>Binds, and starts to listen where it is a stream; closes the socket and says what is wrong where it cannot.</summary>
    /// <exception cref="ListenException">The address cannot be had.</exception>
    public static void Bind(Socket socket, IPEndPoint local)
    {
        try
        {
            socket.Bind(local);
            if (socket.SocketType == SocketType.Stream)
            {
                socket.Listen(backlog: 256);
            }
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new ListenException(Key, $"{socket.ProtocolType.ToString().ToLowerInvariant()} {local}", FailureOf(e.SocketErrorCode), e);
        }
    }

    /// <summary>The endpoint with an IPv4-mapped address written as IPv4.</summary>
    public static IPEndPoint Unmapped(EndPoint endpoint)
    {
        var ip = (IPEndPoint)endpoint;
        return ip.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(ip.Address.MapToIPv4(), ip.Port) : ip;
    }

    /// <summary>The endpoint as a socket of the family takes it.</summary>
    public static IPEndPoint For(AddressFamily family, IPEndPoint remote) =>
        family == AddressFamily.InterNetworkV6 && remote.AddressFamily == AddressFamily.InterNetwork
            ? new IPEndPoint(remote.Address.MapToIPv6(), remote.Port)
            : remote;

    /// <summary>Whether the address stands for all of the machine's.</summary>
    public static bool IsWildcard(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static BindFailure FailureOf(SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => BindFailure.AddressInUse,
        SocketError.AddressNotAvailable => BindFailure.AddressNotAvailable,
        SocketError.AccessDenied => BindFailure.NotPermitted,
        _ => BindFailure.Other,
    };
}
