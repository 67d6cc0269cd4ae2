using System.Runtime.InteropServices;
using Mcu.Cascade.Failover;
using Mcu.Core.Rtp;
using Mcu.Node.Loops;
using Mcu.Node.Loops.Native;
using Mcu.Node.Net.Native;

namespace Mcu.Node.Net;

/// <summary>
/// One bound UDP socket, IPv4 or IPv6 (an IPv6 one on :: takes IPv4 as well). Sending never blocks and never throws for
/// what the network does: it is counted. Any thread may send; a <see cref="UdpReceiveLoop"/> receives.
/// </summary>
public sealed class UdpPort : IDisposable
{
    private readonly int family;
    private readonly EgressGate? gate;
    private volatile bool segmentation;
    private long finalDrops;

    private UdpPort(FileDescriptor socket, int family, TransportAddress local, bool segmentation, EgressGate? gate)
    {
        Socket = socket;
        this.family = family;
        Local = local;
        this.segmentation = segmentation;
        this.gate = gate;
    }

    /// <summary>The address and port that the socket has.</summary>
    public TransportAddress Local { get; }

    /// <summary>What went through the port and what did not.</summary>
    public UdpPortCounters Counters { get; } = new();

    /// <summary>Whether the kernel cuts packets of equal length for us. Turns off for good when the way out cannot do it.</summary>
    public bool UsesSegmentation => segmentation;

    /// <summary>Whether the port has been disposed of.</summary>
    public bool IsClosed => Socket.IsClosed;

    /// <summary>Datagrams that the kernel dropped since the receive buffer was full. A system call: for metrics.</summary>
    public long ReceiveOverflows
    {
        get
        {
            try
            {
                return SocketOption.ReadDrops(Socket);
            }
            catch (ObjectDisposedException)
            {
                return Volatile.Read(ref finalDrops);
            }
        }
    }

    internal FileDescriptor Socket { get; }

    /// <summary>Opens a socket on a local address; port 0 lets the system choose. Null, with the reason, when that cannot be.</summary>
    public static unsafe UdpPort? TryBind(TransportAddress local, UdpPortOptions options, out BindFailure failure)
    {
        int domain = local.IsIPv4 ? NativeAddress.IPv4 : NativeAddress.IPv6;
        FileDescriptor socket = SocketCalls.Create(domain, SocketCalls.Datagram | SocketCalls.NonBlocking | SocketCalls.CloseOnExec, 0);
        byte* address = stackalloc byte[NativeAddress.Capacity];
        int length = NativeAddress.Write(new Span<byte>(address, NativeAddress.Capacity), local, domain);
        if (socket.IsInvalid || !PrepareSocket(socket, domain, options) || SocketCalls.Bind(socket, address, length) != 0)
        {
            failure = BindFailures.FromErrno(Marshal.GetLastPInvokeError());
            socket.Dispose();
            return null;
        }

        failure = BindFailure.None;
        length = NativeAddress.Capacity;
        _ = SocketCalls.GetName(socket, address, ref length);
        TransportAddress bound = NativeAddress.Read(new ReadOnlySpan<byte>(address, NativeAddress.Capacity));

        // Zero is the default segment size, off: accepted only by kernels that know the option.
        bool canSegment = options.SegmentationOffload && SocketOption.SegmentSize.TrySet(socket, 0);
        return new UdpPort(socket, domain, bound, canSegment, options.Gate);
    }

    /// <summary>Sends one datagram; false when the gate is closed or the kernel did not take it, which is counted.</summary>
    public unsafe bool TrySend(ReadOnlySpan<byte> packet, in TransportAddress to)
    {
        if (IsFenced(1))
        {
            return false;
        }

        byte* address = stackalloc byte[NativeAddress.Capacity];
        int length = NativeAddress.Write(new Span<byte>(address, NativeAddress.Capacity), to, family);
        try
        {
            fixed (byte* bytes = packet)
            {
                for (int attempt = 0; attempt < UdpSender.Attempts; attempt++)
                {
                    if (SocketCalls.SendTo(Socket, bytes, packet.Length, SocketCalls.DontWait, address, length) >= 0)
                    {
                        Counters.CountSent(1, packet.Length);
                        return true;
                    }

                    if (!UdpSender.IsWorthAnotherAttempt(Marshal.GetLastPInvokeError()))
                    {
                        break;
                    }
                }
            }

            UdpSender.CountFailure(Counters, Marshal.GetLastPInvokeError(), 1);
        }
        catch (ObjectDisposedException)
        {
            // Closed by its owner while a loop still had a packet for it.
        }

        return false;
    }

    /// <summary>
    /// Sends all packets of a batch in as few system calls as the kernel allows, and empties it; how many went out. The
    /// rest is counted. The gate is looked at once.
    /// </summary>
    public int SendMany(UdpSendBatch batch)
    {
        try
        {
            return IsFenced(batch.Count) ? 0 : UdpSender.Send(this, batch, family);
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
        finally
        {
            batch.Clear();
        }
    }

    /// <summary>
    /// Closes the socket, once no thread is inside a call with it. A port that a receive loop has is closed by that
    /// loop.
    /// </summary>
    public void Dispose()
    {
        Volatile.Write(ref finalDrops, ReceiveOverflows);
        Socket.Dispose();
    }

    internal void DisableSegmentation() => segmentation = false;

    private bool IsFenced(int datagrams)
    {
        if (gate is null || gate.IsOpen(MonotonicClock.Now))
        {
            return false;
        }

        Counters.CountFenced(datagrams);
        return true;
    }

    private static bool PrepareSocket(FileDescriptor socket, int domain, UdpPortOptions options)
    {
        // The mark and the buffer sizes are wishes: a container may refuse them, and media still flows.
        int typeOfService = (int)options.Dscp << 2;
        SocketOption.TypeOfService.TrySet(socket, typeOfService);
        SocketOption.ReceiveBuffer.TrySet(socket, options.ReceiveBufferBytes);
        SocketOption.SendBuffer.TrySet(socket, options.SendBufferBytes);
        if (domain == NativeAddress.IPv4)
        {
            return true;
        }

        SocketOption.TrafficClass.TrySet(socket, typeOfService);
        return SocketOption.IPv6Only.TrySet(socket, 0);
    }
}
