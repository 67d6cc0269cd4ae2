using System.Net;
using System.Net.Sockets;

namespace Mcu.Tests.Interop;

/// <summary>Ports that nobody has at the moment, for programs that must be told theirs.</summary>
internal static class FreePorts
{
    private const int FirstBlock = 24000, BlockLength = 200, Blocks = 200;

    private static int blocks;

    /// <summary>The first of a block of 200 ports for RTP; a block comes again when 200 others have been given, and its user has long ended.</summary>
    public static int MediaBlock() => FirstBlock + (BlockLength * (int)((uint)Interlocked.Increment(ref blocks) % Blocks));

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
