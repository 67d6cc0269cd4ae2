using System.Runtime.InteropServices;
using Mcu.Node.Loops.Native;
using Mcu.Node.Net.Native;

namespace Mcu.Node.Net;

/// <summary>Hands a batch to the kernel, and decides what an error means: go on, skip, give up, or stop using segmentation.</summary>
internal static class UdpSender
{
    /// <summary>How often one message is tried: an error that an earlier packet left on the socket is reported once and cleared.</summary>
    public const int Attempts = 2;

    /// <summary>Sends what the batch holds; how many packets went out.</summary>
    public static unsafe int Send(UdpPort port, UdpSendBatch batch, int family)
    {
        int sent = 0;
        int attempt = 0;
        for (int next = 0; next < batch.Count;)
        {
            MessageList messages = batch.Messages;
            messages.Build(batch, next, family, port.UsesSegmentation);
            int done = SocketCalls.SendMany(port.Socket, messages.First, (uint)messages.Count, SocketCalls.DontWait);
            if (done > 0)
            {
                int end = messages.EndOf(done - 1);
                port.Counters.CountSent(end - next, batch.BytesBetween(next, end));
                sent += end - next;
                next = end;
                attempt = 0;
                continue;
            }

            next = AfterFailure(port, batch, next, attempt++ < Attempts - 1);
        }

        return sent;
    }

    /// <summary>Whether the same packet may go through when it is tried again at once.</summary>
    public static bool IsWorthAnotherAttempt(int errno) => errno is Errno.Interrupted or Errno.ConnectionRefused;

    /// <summary>Counts packets that were given up.</summary>
    public static void CountFailure(UdpPortCounters counters, int errno, int packets)
    {
        if (IsCongestion(errno))
        {
            counters.CountCongested(packets);
        }
        else
        {
            counters.CountUnreachable(packets);
        }
    }

    private static bool IsCongestion(int errno) => errno is Errno.TryAgain or Errno.NoBuffers;

    // The packet to go on with, after the first message from `next` on was refused.
    private static int AfterFailure(UdpPort port, UdpSendBatch batch, int next, bool mayRepeat)
    {
        int errno = Marshal.GetLastPInvokeError();
        if (batch.Messages.IsSegmented(0) && errno is Errno.InputOutput or Errno.Invalid or Errno.MessageTooLong or Errno.NotSupported)
        {
            // The device has no checksum offload, or its MTU is below our segments: send them one by one from now on.
            port.DisableSegmentation();
            return next;
        }

        if (mayRepeat && IsWorthAnotherAttempt(errno))
        {
            return next;
        }

        int end = IsCongestion(errno) ? batch.Count : batch.Messages.EndOf(0);
        CountFailure(port.Counters, errno, end - next);
        return end;
    }
}
