using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// Serves the other members' requests, one connection each: a newer one ends the one before, so that nothing which was overtaken is
/// taken in after it.
/// </summary>
internal sealed class RaftListener(
    ConsensusOptions options, ulong lineage, Func<string, ReadOnlyMemory<byte>, CancellationToken, Task<RaftReply>> answer) : IAsyncDisposable
{
    private readonly TcpListener listener = new(options.OwnEntry().Address);
    private readonly CancellationTokenSource ending = new();
    private readonly Lock sync = new();
    private readonly Dictionary<string, Socket> current = new(StringComparer.Ordinal);
    private readonly HashSet<Socket> open = [];
    private Task accepting = Task.CompletedTask;

    /// <summary>Listens.</summary>
    /// <exception cref="SocketException">The address is not to be had.</exception>
    public void Start()
    {
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (sync)
        {
            foreach (Socket socket in open)
            {
                socket.Dispose();
            }
        }
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            Socket socket = await listener.AcceptSocketAsync(ending.Token);
            if (TryAdmit(socket))
            {
                _ = ServeAsync(socket);
            }
            else
            {
                socket.Dispose();
            }
        }
    }

    private bool TryAdmit(Socket socket)
    {
        lock (sync)
        {
            return open.Count < RaftLimits.Connections && open.Add(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        string caller = "";
        try
        {
            socket.NoDelay = true;
            using var greeting = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
            greeting.CancelAfter(RaftLimits.ConnectLimit);
            (Stream stream, string? shown) =
                await RaftStreams.AcceptAsync(new NetworkStream(socket, ownsSocket: true), options.Security, greeting.Token);
            await using Stream closing = stream;
            caller = await GreetAsync(stream, shown, greeting.Token);
            Replace(caller, socket);
            await AnswerAsync(stream, caller);
        }
        catch (Exception broken) // of the line, or of DotNext's: the caller sees it end, and asks on another
        {
            options.OnNotice?.Invoke($"connection of {(caller.Length > 0 ? caller : "a caller")} ended: {broken.Message}");
        }
        finally
        {
            Forget(caller, socket);
        }
    }

    private async Task<string> GreetAsync(Stream stream, string? shown, CancellationToken cancel)
    {
        (int version, ulong callers, string caller) = Greeting(await RaftStreams.ReadFrameAsync(stream, 1024, cancel));
        if (version != RaftLimits.Version)
        {
            throw new InvalidDataException($"version {version} of {caller}");
        }

        if (shown is not null && !string.Equals(shown, caller, StringComparison.Ordinal))
        {
            throw new AuthenticationException($"{caller} with the certificate of {shown}");
        }

        if (!options.Members.Any(member => string.Equals(member.Id, caller, StringComparison.Ordinal)))
        {
            throw new AuthenticationException($"{caller} is not of the group");
        }

        await ShareLineageAsync(stream, caller, callers, cancel);
        return caller;
    }

    // Whoever is of the older lineage begins anew; only the newer one can tell.
    private async Task ShareLineageAsync(Stream stream, string caller, ulong callers, CancellationToken cancel)
    {
        if (callers < lineage)
        {
            await stream.WriteAsync(RaftReply.Overtaken(lineage).Write(), cancel);
            throw new InvalidDataException($"what {caller} holds is overtaken: this member was forced to lead meanwhile, or follows one that was");
        }

        if (callers > lineage)
        {
            options.OnOvertaken?.Invoke(callers);
            throw new InvalidDataException($"{caller} was forced to lead meanwhile, or follows one that was: what this member holds is overtaken");
        }
    }

    private static (int Version, ulong Lineage, string Caller) Greeting(ReadOnlyMemory<byte> frame)
    {
        var body = new RaftBody(frame);
        return body.Take(1).Span[0] == (byte)RaftMessage.Hello
            ? (body.Number32(), (ulong)body.Number(), Encoding.UTF8.GetString(body.Rest.Span))
            : throw new InvalidDataException("no greeting");
    }

    private async Task AnswerAsync(Stream stream, string caller)
    {
        while (true)
        {
            ReadOnlyMemory<byte> request = await RaftStreams.ReadFrameAsync(stream, RaftLimits.FrameBytes, ending.Token);
            if (!options.Hears(caller))
            {
                continue; // a line that is cut swallows
            }

            RaftReply reply = await answer(caller, request, ending.Token);
            await stream.WriteAsync(reply.Write(), ending.Token);
        }
    }

    private void Replace(string caller, Socket socket)
    {
        lock (sync)
        {
            if (current.TryGetValue(caller, out Socket? before))
            {
                before.Dispose();
            }

            current[caller] = socket;
        }
    }

    private void Forget(string caller, Socket socket)
    {
        lock (sync)
        {
            open.Remove(socket);
            if (current.TryGetValue(caller, out Socket? now) && now == socket)
            {
                current.Remove(caller);
            }
        }

        socket.Dispose();
    }
}
