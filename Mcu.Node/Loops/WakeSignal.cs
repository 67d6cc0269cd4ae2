using System.ComponentModel;
using System.Runtime.InteropServices;
using Mcu.Core.Time;
using Mcu.Node.Loops.Native;

namespace Mcu.Node.Loops;

/// <summary>
/// Wakes one sleeping thread from any other; signals that come before it looks fall together into one (eventfd(2)).
/// Signalling a thread that has not looked yet costs no system call.
/// </summary>
public sealed class WakeSignal : IDisposable
{
    private readonly FileDescriptor descriptor;
    private int pending;

    /// <summary>Makes a signal that is not set.</summary>
    /// <exception cref="Win32Exception">The system has no file descriptor left.</exception>
    public WakeSignal()
    {
        descriptor = LoopCalls.EventCreate(0, LoopCalls.CloseOnExec | LoopCalls.NonBlocking);
        if (descriptor.IsInvalid)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Sets the signal. Any thread; without effect once the sleeper is gone.</summary>
    public unsafe void Set()
    {
        if (Interlocked.Exchange(ref pending, 1) != 0)
        {
            return;
        }

        try
        {
            ulong one = 1;
            _ = LoopCalls.Write(descriptor, &one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // The loop has ended; there is nobody to wake.
        }
    }

    /// <summary>Blocks until the signal is set or the deadline has passed, and clears it; false at the deadline. One thread only.</summary>
    public unsafe bool Wait(Instant deadline)
    {
        bool woken = Poll(deadline);
        if (woken)
        {
            ulong count;
            _ = LoopCalls.Read(descriptor, &count, sizeof(ulong));

            // Cleared before the caller looks at its work: a signal after this line wakes the thread again.
            Interlocked.Exchange(ref pending, 0);
        }

        return woken;
    }

    /// <inheritdoc/>
    public void Dispose() => descriptor.Dispose();

    private unsafe bool Poll(Instant deadline)
    {
        bool added = false;
        try
        {
            descriptor.DangerousAddRef(ref added);
            var entry = new LoopCalls.PollEntry { Descriptor = (int)descriptor.DangerousGetHandle(), Events = LoopCalls.PollIn };
            long left = Math.Max(0, (deadline - MonotonicClock.Now).Ticks * 100);
            LoopCalls.TimeSpec timeout = LoopCalls.TimeSpec.From(left);
            return LoopCalls.Poll(&entry, 1, deadline == Instant.Never ? null : &timeout, 0) > 0;
        }
        finally
        {
            if (added)
            {
                descriptor.DangerousRelease();
            }
        }
    }
}
