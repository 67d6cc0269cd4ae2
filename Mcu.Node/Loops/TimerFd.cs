using System.ComponentModel;
using System.Runtime.InteropServices;
using Mcu.Core.Time;
using Mcu.Node.Loops.Native;

namespace Mcu.Node.Loops;

/// <summary>
/// A kernel timer on CLOCK_MONOTONIC with absolute deadlines: lateness of one tick never moves the next
/// (timerfd_create(2)).
/// </summary>
public sealed class TimerFd : IDisposable
{
    private readonly FileDescriptor timer;

    /// <summary>Makes a timer that is not set.</summary>
    /// <exception cref="Win32Exception">The system has no file descriptor left.</exception>
    public TimerFd()
    {
        timer = LoopCalls.TimerCreate(LoopCalls.ClockMonotonic, LoopCalls.CloseOnExec);
        if (timer.IsInvalid)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Sets the first expiration, and the time between those that follow. A past instant expires at once.</summary>
    public void Set(Instant first, TimeSpan interval)
    {
        var value = new LoopCalls.TimerSpec
        {
            First = LoopCalls.TimeSpec.From(Math.Max(1, first.Nanoseconds)), // zero would disarm the timer
            Interval = LoopCalls.TimeSpec.From(interval.Ticks * 100),
        };
        if (LoopCalls.TimerSet(timer, LoopCalls.TimerAbsolute, value, 0) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Blocks until the timer has expired; how often it did since the last call, at least once.</summary>
    public unsafe long Wait()
    {
        ulong expirations;
        while (LoopCalls.Read(timer, &expirations, sizeof(ulong)) != sizeof(ulong))
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != Errno.Interrupted)
            {
                throw new Win32Exception(error);
            }
        }

        return (long)expirations;
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();
}
