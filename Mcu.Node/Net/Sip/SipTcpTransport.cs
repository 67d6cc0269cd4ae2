using System.Net;
using System.Net.Sockets;
using Mcu.Node.Loops;

namespace Mcu.Node.Net.Sip;

/// <summary>
/// SIP over TCP: takes connections on one address and makes them on demand. Everything a peer can use up is bounded:
/// connections, per address and in all, the time for a message, silence, and bytes that it leaves unread.
/// </summary>
public sealed class SipTcpTransport : IAsyncDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);
    private static long lastId; // flows are told apart by it for the life of the process
    private readonly SipStreamContext context;
    private readonly ILoopObserver observer;
    private readonly Socket listener;
    private readonly SipConnectionTable table;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private readonly Task sweeping;
    private long refused;

    /// <summary>Opens the listener and starts to accept.</summary>
    /// <exception cref="ListenException">The address cannot be had.</exception>
    public SipTcpTransport(IPEndPoint listen, SipTcpOptions options, ISipTransportHandler handler, ILoopObserver observer)
        : this(listen, options, handler, observer, TimeProvider.System)
    {
    }

    internal SipTcpTransport(
        IPEndPoint listen, SipTcpOptions options, ISipTransportHandler handler, ILoopObserver observer, TimeProvider time)
    {
        context = new SipStreamContext(options, handler, time, listen.Address);
        this.observer = observer;
        table = new SipConnectionTable(options);
        listener = SipSockets.Create(listen.AddressFamily, SocketType.Stream);
        SipSockets.Bind(listener, listen);
        Local = (IPEndPoint)listener.LocalEndPoint!;
        accepting = Task.Run(AcceptAsync);
        sweeping = Task.Run(() => SweepAsync(time));
    }

    /// <summary>The address and port that the listener has.</summary>
    public IPEndPoint Local { get; }

    /// <summary>How many connections are open or being made.</summary>
    public int Connections => table.Count;

    /// <summary>How many connections were refused at a limit.</summary>
    public long Refused => Volatile.Read(ref refused);

    /// <summary>
    /// Queues a message on a connection; false when that is gone, or full and thus closed. When the stream closes before the message
    /// is sent, <see cref="ISipTransportHandler.OnSendFailed"/> follows with the token. The bytes must not change. Never blocks.
    /// </summary>
    public bool TrySend(long connectionId, ReadOnlyMemory<byte> bytes, object? token) =>
        table.Find(connectionId)?.TrySend(bytes, token) ?? false;

    /// <summary>
    /// Queues a message for a peer's address on an open connection to it, or on a new one. The connection's number; 0 when no
    /// more connections may be made. Never blocks.
    /// </summary>
    public long Send(IPEndPoint remote, ReadOnlyMemory<byte> bytes, object? token)
    {
        SipConnection? connection = table.Find(remote);
        if (connection is null || !connection.TrySend(bytes, token))
        {
            var socket = SipSockets.Create(remote.AddressFamily, SocketType.Stream);
            connection = Adopt(socket, remote, isOurs: true);
            return connection is not null && connection.TrySend(bytes, token) ? connection.Id : 0;
        }

        return connection.Id;
    }

    /// <summary>Closes a connection.</summary>
    public void Close(long connectionId) => table.Find(connectionId)?.Close(SipCloseReason.ByUs);

    /// <summary>Closes the listener and all connections, and waits until the handler has been told of each.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        await sweeping;
        while (table.Count > 0)
        {
            foreach (SipConnection connection in table.All)
            {
                connection.Close(SipCloseReason.ByUs);
                await connection.Ended;
            }
        }

        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Socket socket = await listener.AcceptAsync(stopping.Token);
                if (socket.RemoteEndPoint is { } remote)
                {
                    Adopt(socket, SipSockets.Unmapped(remote), isOurs: false);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // Out of descriptors, or a peer that left the queue already: go on, but not in a spin.
                observer.OnFault("sip-tcp", e, AcceptPause);
                await Task.Delay(AcceptPause, CancellationToken.None);
            }
        }
    }

    private SipConnection? Adopt(Socket socket, IPEndPoint remote, bool isOurs)
    {
        var connection = new SipConnection(Interlocked.Increment(ref lastId), socket, remote, isOurs, context);
        if (!table.TryAdd(connection))
        {
            Interlocked.Increment(ref refused);
            socket.Dispose();
            return null;
        }

        connection.Ended = Task.Run(() => RunAsync(connection));
        return connection;
    }

    private async Task RunAsync(SipConnection connection)
    {
        try
        {
            await connection.RunAsync();
        }
        catch (Exception e)
        {
            observer.OnFault("sip-tcp", e, TimeSpan.Zero);
        }
        finally
        {
            table.Remove(connection);
        }
    }

    private async Task SweepAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                Sweep();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private void Sweep()
    {
        foreach (SipConnection connection in table.All)
        {
            if (connection.Overdue() is var reason and not SipCloseReason.None)
            {
                connection.Close(reason);
            }
        }
    }
}
