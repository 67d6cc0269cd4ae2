using System.Runtime.InteropServices;

namespace Mcu.Node.Net.Native;

/// <summary>struct iovec: one piece of a message.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVector
{
    public byte* Base;
    public nuint Length;
}

/// <summary>struct mmsghdr: a msghdr, and how many bytes of it were moved (recvmmsg(2)). 64 bytes on x86-64.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    public byte* Name;
    public uint NameLength;
    public IoVector* Vectors;
    public nuint VectorCount;
    public byte* Control;
    public nuint ControlLength;
    public int Flags;
    private readonly int paddingOfHeader; // struct msghdr ends on a multiple of 8
    public uint Transferred;
    private readonly int padding;
}

/// <summary>struct epoll_event, which is packed on x86-64.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct EpollEvent
{
    public uint Events;
    public ulong Data;
}

/// <summary>A control message that carries the segment size of UDP_SEGMENT: struct cmsghdr and a u16, padded to 8.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SegmentControl
{
    public ulong Length;
    public int Level;
    public int Type;
    public ulong SegmentSize;
}
