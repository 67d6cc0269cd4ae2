using System.Net;
using System.Net.Sockets;
using Mcu.Node.Loops;

namespace Mcu.Node.Net.Sip;

/// <summary>SIP over UDP on one address: datagrams up to the largest that UDP has, apart from all media.</summary>
public sealed class SipUdpTransport : IAsyncDisposable
{
    private const int LargestDatagram = 65_535;
    private const int SocketBufferBytes = 1 << 20;
    private readonly Socket socket;
    private readonly ISipTransportHandler handler;
    private readonly ILoopObserver observer;
    private readonly Task receiving;
    private long received;
    private long sendFailures;

    /// <summary>Opens the socket and starts to receive.</summary>
    /// <exception cref="ListenException">The address cannot be had.</exception>
    public SipUdpTransport(IPEndPoint listen, ISipTransportHandler handler, ILoopObserver observer)
    {
        this.handler = handler;
        this.observer = observer;
        socket = SipSockets.Create(listen.AddressFamily, SocketType.Dgram);
        SipSockets.Bind(socket, listen);
        socket.ReceiveBufferSize = SocketBufferBytes;
        socket.Blocking = false;
        Local = (IPEndPoint)socket.LocalEndPoint!;
        MarkAsSignaling();
        receiving = Task.Run(ReceiveAsync);
    }

    /// <summary>The address and port that the socket has.</summary>
    public IPEndPoint Local { get; }

    /// <summary>Datagrams received.</summary>
    public long Received => Volatile.Read(ref received);

    /// <summary>Datagrams that the kernel did not take.</summary>
    public long SendFailures => Volatile.Read(ref sendFailures);

    /// <summary>Sends one datagram; false when the kernel did not take it. Any thread, never blocks.</summary>
    public bool TrySend(ReadOnlySpan<byte> bytes, IPEndPoint remote)
    {
        try
        {
            return socket.SendTo(bytes, SocketFlags.None, SipSockets.For(socket.AddressFamily, remote)) == bytes.Length;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Interlocked.Increment(ref sendFailures);
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await receiving;
    }

    private void MarkAsSignaling()
    {
        try
        {
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.TypeOfService, (int)Dscp.Signaling << 2);
        }
        catch (SocketException)
        {
            // The mark is a wish; a container may refuse it.
        }
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[LargestDatagram];
        var any = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (true)
        {
            try
            {
                SocketReceiveMessageFromResult result = await socket.ReceiveMessageFromAsync(buffer, any);
                Deliver(buffer.AsSpan(0, result.ReceivedBytes), result);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.OperationAborted)
            {
                return;
            }
            catch (Exception e)
            {
                // Errors that earlier packets left on the socket, or a fault of the handler: the next datagram is another matter.
                observer.OnFault("sip-udp", e, TimeSpan.Zero);
            }
        }
    }

    private void Deliver(ReadOnlySpan<byte> bytes, in SocketReceiveMessageFromResult result)
    {
        Volatile.Write(ref received, received + 1);
        IPEndPoint local = SipSockets.IsWildcard(Local.Address)
            ? SipSockets.Unmapped(new IPEndPoint(result.PacketInformation.Address, Local.Port))
            : Local;
        handler.OnDatagram(bytes, local, SipSockets.Unmapped(result.RemoteEndPoint));
    }
}
