using System.Net;
using System.Net.Sockets;

namespace Mcu.Tests.Interop;

/// <summary>
/// Ports that nobody has at the moment, for programs that must be told theirs. None is of those that Linux gives to sockets that
/// ask for any (32768 to 60999): what is free of these now may be a stranger's when the program binds it.
/// </summary>
internal static class FreePorts
{
    private const int FirstPair = 10_000, Pairs = 1500, BlockLength = 200;

    private static readonly int[] FirstOfBlocks =
    [
        .. Blocks(13_000, 21_000), .. Blocks(24_000, 32_768), .. Blocks(61_000, 65_536),
    ];

    private static int pairs = Environment.ProcessId, blocks = Environment.ProcessId;

    /// <summary>The first of a block of 200 ports for RTP; a block comes again when about a hundred others have been given, and its user has long ended.</summary>
    public static int MediaBlock() => FirstOfBlocks[(uint)Interlocked.Increment(ref blocks) % FirstOfBlocks.Length];

    /// <summary>A port that is free for TCP and for UDP, as is the one after it: baresip takes that for SIP over TLS.</summary>
    public static int One()
    {
        for (int tries = 0; tries < Pairs; tries++)
        {
            int port = FirstPair + (2 * (int)((uint)Interlocked.Increment(ref pairs) % Pairs));
            if (IsFree(port) && IsFree(port + 1))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"no port of {FirstPair} to {FirstPair + (2 * Pairs) - 1} is free");
    }

    private static IEnumerable<int> Blocks(int first, int end)
    {
        for (int block = first; block + BlockLength <= end; block += BlockLength)
        {
            yield return block;
        }
    }

    private static bool IsFree(int port) =>
        CanBind(port, SocketType.Stream, ProtocolType.Tcp) && CanBind(port, SocketType.Dgram, ProtocolType.Udp);

    private static bool CanBind(int port, SocketType type, ProtocolType protocol)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
