using System.Net.Sockets;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// This member's connection to another, on which it asks and is answered, one at a time. An answer that does not come in time ends the
/// connection, for it could come later. Connecting goes on behind requests that gave up: a far member needs longer for that than for
/// an answer.
/// </summary>
internal sealed class PeerLink(GroupMember peer, ulong lineage, ConsensusOptions options) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly CancellationTokenSource ending = new();
    private Task<Stream>? connecting;
    private Stream? stream;

    /// <summary>Asks.</summary>
    /// <exception cref="Exception">Any of a socket's, a TLS stream's, or of a limit that ran out: the peer is not to be had.</exception>
    public async Task<RaftReply> AskAsync(ReadOnlyMemory<byte> frame, TimeSpan limit, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, ending.Token);
        either.CancelAfter(limit);
        await turn.WaitAsync(either.Token);
        try
        {
            if (!options.Hears(peer.Id))
            {
                throw new IOException("the line is cut");
            }

            stream ??= await ConnectedAsync(either.Token);
            await stream.WriteAsync(frame, either.Token);
            return Heard(RaftReply.Read((await RaftStreams.ReadFrameAsync(stream, 64, either.Token)).Span));
        }
        catch
        {
            Drop();
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Ends what is under way; the next request connects anew.</summary>
    public void Drop() => Interlocked.Exchange(ref stream, null)?.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        ending.Cancel();
        Drop();
        Task<Stream>? last = Interlocked.Exchange(ref connecting, null);
        _ = last?.ContinueWith(done => done.Result.Dispose(), default, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    private RaftReply Heard(RaftReply reply)
    {
        if (!reply.IsOvertaken)
        {
            return reply;
        }

        options.OnOvertaken?.Invoke((ulong)reply.Term);
        throw new IOException("it was forced to lead meanwhile, or follows one that was: what this member holds is overtaken");
    }

    private async Task<Stream> ConnectedAsync(CancellationToken cancel)
    {
        Task<Stream> attempt = connecting ??= ConnectAsync();
        try
        {
            return await attempt.WaitAsync(cancel);
        }
        finally
        {
            if (attempt.IsCompleted)
            {
                connecting = null;
            }
        }
    }

    private async Task<Stream> ConnectAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        limit.CancelAfter(RaftLimits.ConnectLimit);
        var socket = new Socket(peer.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(peer.Address, limit.Token);
            Stream open = await RaftStreams.SecureAsync(new NetworkStream(socket, ownsSocket: true), options.Security, peer.Id, limit.Token);
            await open.WriteAsync(RaftFrame.Hello(options.Self, lineage).Finish(), limit.Token);
            return open;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
