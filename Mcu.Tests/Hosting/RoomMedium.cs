using System.Net;
using System.Net.Sockets;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Node.Loops;

namespace Mcu.Tests.Hosting;

/// <summary>A room's socket of one medium, and what goes over it both ways.</summary>
internal sealed class RoomMedium(uint ssrc) : IDisposable
{
    private readonly byte[] buffer = new byte[65536];

    public Socket Socket { get; } = Bind();

    public RoomLine Line { get; } = new(ssrc);

    public RtpPorts Ports => RtpPorts.From(EndPointOf(Socket).Port);

    /// <summary>A socket of this machine on a port of its own.</summary>
    public static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    public static IPEndPoint EndPointOf(Socket socket) => (IPEndPoint)socket.LocalEndPoint!;

    /// <summary>Where the node expects RTP.</summary>
    public static IPEndPoint PortOf(MediaTransport transport) => new(IPAddress.Parse(transport.RemoteAddress!), transport.RemoteRtpPort);

    /// <summary>Where it expects the RTCP of an RTP port.</summary>
    public static IPEndPoint Next(IPEndPoint port) => new(port.Address, port.Port + 1);

    /// <summary>The next authentic packet that came, and where it came from.</summary>
    public bool TryReceive(out RtpPacket packet, out IPAddress source)
    {
        packet = default;
        source = IPAddress.None;
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (Socket.Available > 0)
        {
            Span<byte> datagram = buffer.AsSpan(0, Socket.ReceiveFrom(buffer, ref from));
            source = ((IPEndPoint)from).Address;
            if (!RtpPacket.IsRtcp(datagram) && Line.TryOpen(datagram, MonotonicClock.Now, out int length) && RtpPacket.TryParse(datagram[..length], out packet, out _))
            {
                return true; // reports go to the port after, which may be our other socket
            }
        }

        return false;
    }

    public void Dispose()
    {
        Socket.Dispose();
        Line.Dispose();
    }
}
