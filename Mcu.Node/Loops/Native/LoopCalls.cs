using System.Runtime.InteropServices;

namespace Mcu.Node.Loops.Native;

/// <summary>The system calls that pace and wake loops. Numbers and layouts are those of Linux on x86-64.</summary>
internal static unsafe partial class LoopCalls
{
    public const int ClockMonotonic = 1;
    public const int TimerAbsolute = 1;
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;
    public const short PollIn = 1;
    public const int RoundRobin = 2;

    /// <summary>struct timespec: seconds and nanoseconds.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;

        public static TimeSpec From(long nanoseconds) =>
            new() { Seconds = nanoseconds / 1_000_000_000, Nanoseconds = nanoseconds % 1_000_000_000 };
    }

    /// <summary>struct itimerspec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimerSpec
    {
        public TimeSpec Interval;
        public TimeSpec First;
    }

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "timerfd_create", SetLastError = true)]
    public static partial FileDescriptor TimerCreate(int clock, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_settime", SetLastError = true)]
    public static partial int TimerSet(FileDescriptor timer, int flags, in TimerSpec value, nint old);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial FileDescriptor EventCreate(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(FileDescriptor descriptor, void* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(FileDescriptor descriptor, void* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "ppoll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, TimeSpec* timeout, nint signals);

    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    public static partial int SetScheduler(int thread, int policy, in int priority);

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    public static partial int SetPriority(int which, uint who, int nice);
}
