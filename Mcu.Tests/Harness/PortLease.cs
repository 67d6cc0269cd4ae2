using System.Net;
using System.Net.Sockets;

namespace Mcu.Tests.Harness;

/// <summary>Ports on 127.0.0.1 that nobody has at the moment, for programs that must be told theirs; none is given twice in a run.</summary>
internal static class PortLease
{
    private const int BlockPorts = 200;
    private const int FirstBlock = 12_000;
    private const int Blocks = 95; // below 32768, where the system's own choices begin
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Given = [];
    private static int nextBlock = Environment.ProcessId; // several runs at once on a machine begin apart

    /// <summary>The first of 200 ports for RTP.</summary>
    public static int MediaBlock()
    {
        for (int tries = 0; tries < Blocks; tries++)
        {
            int first = FirstBlock + ((int)((uint)Interlocked.Increment(ref nextBlock) % Blocks) * BlockPorts);
            if (IsFree(first) && IsFree(first + BlockPorts - 2))
            {
                return first;
            }
        }

        throw new InvalidOperationException("127.0.0.1 has no free ports for media.");
    }

    /// <summary>A port that is free for TCP and for UDP, and not given before.</summary>
    public static int One()
    {
        while (true)
        {
            using var tcp = new TcpListener(IPAddress.Loopback, 0);
            tcp.Start();
            int port = ((IPEndPoint)tcp.LocalEndpoint).Port;
            lock (Gate)
            {
                if (IsFree(port) && Given.Add(port))
                {
                    return port;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
