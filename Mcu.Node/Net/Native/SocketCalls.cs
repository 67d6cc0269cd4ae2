using System.Runtime.InteropServices;
using Mcu.Node.Loops.Native;

namespace Mcu.Node.Net.Native;

/// <summary>The system calls of UDP sockets. Numbers and layouts are those of Linux on x86-64.</summary>
internal static unsafe partial class SocketCalls
{
    public const int Datagram = 2;
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;
    public const int DontWait = 0x40;
    public const int Truncated = 0x20;
    public const int EpollAdd = 1;
    public const int EpollRemove = 2;
    public const uint EpollIn = 1;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial FileDescriptor Create(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(FileDescriptor socket, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    public static partial int GetName(FileDescriptor socket, byte* address, ref int length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(FileDescriptor socket, int level, int option, in int value, int length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetOption(FileDescriptor socket, int level, int option, void* value, ref int length);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    public static partial nint SendTo(FileDescriptor socket, byte* bytes, nint length, int flags, byte* address, int addressLength);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMany(FileDescriptor socket, MessageHeader* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int ReceiveMany(FileDescriptor socket, MessageHeader* messages, uint count, int flags, nint timeout);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial FileDescriptor EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(FileDescriptor epoll, int operation, FileDescriptor descriptor, in EpollEvent value);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(FileDescriptor epoll, EpollEvent* events, int capacity, int timeoutMilliseconds);
}
