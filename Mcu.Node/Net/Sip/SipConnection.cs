using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Mcu.Core.Sip;

namespace Mcu.Node.Net.Sip;

/// <summary>One TCP connection: a task that reads, one that writes, and a bounded queue between senders and the writer.</summary>
internal sealed class SipConnection(long id, Socket socket, IPEndPoint remote, bool isOurs, SipStreamContext context)
{
    private const int ReadBytes = 16 * 1024;
    private readonly Channel<Pending> outgoing = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SipStreamDeadlines deadlines = new(context.Options, context.Now, owesMessage: !isOurs);
    private readonly SipTcpOptions options = context.Options;
    private readonly ISipTransportHandler handler = context.Handler;
    private volatile Task ended = Task.CompletedTask;
    private int pendingBytes;
    private int closeReason;

    /// <summary>The connection's number.</summary>
    public long Id { get; } = id;

    /// <summary>The peer.</summary>
    public IPEndPoint Remote { get; } = remote;

    /// <summary>Whether we made the connection.</summary>
    public bool IsOurs { get; } = isOurs;

    /// <summary>Whether the end has begun.</summary>
    public bool IsClosing => Volatile.Read(ref closeReason) != 0;

    /// <summary>Ends when the handler has been told of the end.</summary>
    public Task Ended
    {
        get => ended;
        set => ended = value;
    }

    /// <summary>Why a sweep is to close the connection.</summary>
    public SipCloseReason Overdue() => deadlines.Overdue(context.Now);

    /// <summary>Queues a message; false when the connection is closing, or closes now since its peer does not read.</summary>
    public bool TrySend(ReadOnlyMemory<byte> bytes, object? token)
    {
        if (IsClosing)
        {
            return false;
        }

        if (Interlocked.Add(ref pendingBytes, bytes.Length) > options.MaxPendingBytes)
        {
            Close(SipCloseReason.NotReading);
            return false;
        }

        return outgoing.Writer.TryWrite(new Pending(bytes, token));
    }

    /// <summary>Begins the end; the first reason stands.</summary>
    public void Close(SipCloseReason reason)
    {
        if (Interlocked.CompareExchange(ref closeReason, (int)reason, 0) == 0)
        {
            outgoing.Writer.TryComplete();
            socket.Dispose();
        }
    }

    /// <summary>The connection's whole life; ends when it is closed, after the handler has been told.</summary>
    public async Task RunAsync()
    {
        try
        {
            if (IsOurs && !await ConnectAsync())
            {
                return;
            }

            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            handler.OnStreamOpened(Id, SipSockets.Unmapped(socket.LocalEndPoint!), Remote);
            await ExchangeAsync();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Close(SipCloseReason.NetworkError);
        }
        finally
        {
            Close(SipCloseReason.ByUs); // after a fault of the handler, which goes on to the observer
            ReportEnd();
        }
    }

    private async Task ExchangeAsync()
    {
        Task writing = WriteAsync();
        try
        {
            await ReadAsync();
        }
        catch (SocketException)
        {
            Close(SipCloseReason.NetworkError);
        }
        finally
        {
            Close(SipCloseReason.ByUs);
            await writing; // it ends with the socket; only then is the queue ours
        }
    }

    private async Task<bool> ConnectAsync()
    {
        try
        {
            if (!SipSockets.IsWildcard(context.Source) && context.Source.AddressFamily == socket.AddressFamily)
            {
                socket.Bind(new IPEndPoint(context.Source, 0));
            }

            using var limit = new CancellationTokenSource(options.ConnectTimeout);
            await socket.ConnectAsync(SipSockets.For(socket.AddressFamily, Remote), limit.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Close(SipCloseReason.ConnectFailed);
            return false;
        }
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[ReadBytes];
        while (await socket.ReceiveAsync(buffer) is int count and > 0)
        {
            SipStreamState state = handler.OnStreamBytes(Id, buffer.AsSpan(0, count));
            deadlines.OnBytes(state, context.Now);
            if (state == SipStreamState.Broken)
            {
                Close(SipCloseReason.Malformed);
                return;
            }
        }

        Close(SipCloseReason.ByPeer);
    }

    private async Task WriteAsync()
    {
        while (await outgoing.Reader.WaitToReadAsync())
        {
            while (outgoing.Reader.TryPeek(out Pending pending))
            {
                // A message that is under way is finished, or the stream would make no sense any more.
                if ((pending.Token is SipOutgoing { IsOfStandby: true } || options.Egress.Admits()) && !await TryWriteAsync(pending.Bytes))
                {
                    return;
                }

                outgoing.Reader.TryRead(out _);
                Interlocked.Add(ref pendingBytes, -pending.Bytes.Length);
            }
        }
    }

    // A message stays in the queue until it is written whole, so that what is left at the end is what was not sent.
    private async Task<bool> TryWriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            deadlines.OnWrite(context.Now);
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await socket.SendAsync(bytes)..];
            }

            deadlines.OnWritten(context.Now);
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Close(SipCloseReason.NetworkError);
            return false;
        }
    }

    private void ReportEnd()
    {
        while (outgoing.Reader.TryRead(out Pending pending))
        {
            handler.OnSendFailed(Id, pending.Token);
        }

        handler.OnStreamClosed(Id, (SipCloseReason)Volatile.Read(ref closeReason));
    }

    private readonly record struct Pending(ReadOnlyMemory<byte> Bytes, object? Token);
}
