using System.Net;
using System.Net.Sockets;

namespace Mcu.Tests.Interop;

/// <summary>Ports that nobody has at the moment, for programs that must be told theirs.</summary>
internal static class FreePorts
{
    private static int nextBlock = 24000;

    /// <summary>The first of a block of 200 ports for RTP; blocks are never given twice in a run.</summary>
    public static int MediaBlock() => Interlocked.Add(ref nextBlock, 200);

    /// <summary>A port that is free for TCP and for UDP.</summary>
    public static int One()
    {
        while (true)
        {
            using var tcp = new TcpListener(IPAddress.Loopback, 0);
            tcp.Start();
            int port = ((IPEndPoint)tcp.LocalEndpoint).Port;
            using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // taken for UDP: the next one
            }
        }
    }
}
