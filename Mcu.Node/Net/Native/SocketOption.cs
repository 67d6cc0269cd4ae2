using Mcu.Node.Loops.Native;

namespace Mcu.Node.Net.Native;

/// <summary>Socket options by level and number (asm-generic/socket.h, linux/in.h, linux/in6.h, linux/udp.h).</summary>
internal readonly record struct SocketOption(int Level, int Number)
{
    private const int Socket = 1;
    private const int Ip = 0;
    private const int Ipv6 = 41;

    /// <summary>SOL_UDP.</summary>
    public const int Udp = 17;

    /// <summary>UDP_SEGMENT, Linux 4.18 and later.</summary>
    public const int UdpSegment = 103;

    private const int MemoryDropsIndex = 8; // SK_MEMINFO_DROPS in linux/sock_diag.h
    private const int MemoryInfoFields = 9;

    public static readonly SocketOption SendBuffer = new(Socket, 7);
    public static readonly SocketOption ReceiveBuffer = new(Socket, 8);
    public static readonly SocketOption MemoryInfo = new(Socket, 55);
    public static readonly SocketOption TypeOfService = new(Ip, 1);
    public static readonly SocketOption TrafficClass = new(Ipv6, 67);
    public static readonly SocketOption IPv6Only = new(Ipv6, 26);
    public static readonly SocketOption SegmentSize = new(Udp, UdpSegment);

    /// <summary>Sets the option; false where the kernel refuses.</summary>
    public bool TrySet(FileDescriptor socket, int value) =>
        SocketCalls.SetOption(socket, Level, Number, value, sizeof(int)) == 0;

    /// <summary>The option's value; -1 where the kernel refuses.</summary>
    public unsafe int Get(FileDescriptor socket)
    {
        int value = 0;
        int length = sizeof(int);
        return SocketCalls.GetOption(socket, Level, Number, &value, ref length) == 0 ? value : -1;
    }

    /// <summary>How many datagrams the kernel has dropped since the receive buffer was full.</summary>
    public static unsafe long ReadDrops(FileDescriptor socket)
    {
        uint* fields = stackalloc uint[MemoryInfoFields];
        int length = sizeof(uint) * MemoryInfoFields;
        return SocketCalls.GetOption(socket, MemoryInfo.Level, MemoryInfo.Number, fields, ref length) == 0 ? fields[MemoryDropsIndex] : 0;
    }
}
