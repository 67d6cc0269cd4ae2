using Grpc.Core;

namespace Mcu.Node.Cli;

/// <summary>
/// A stream of the first server that serves it. Once something came it stays with that server: what another one would send is not
/// the rest of it.
/// </summary>
/// <param name="server">The servers.</param>
/// <param name="open">Opens it at the one that is asked now.</param>
internal sealed class ServerStream<T>(ServerLink server, Func<AsyncServerStreamingCall<T>> open) : IAsyncStreamReader<T>, IDisposable
{
    private AsyncServerStreamingCall<T>? stream;
    private int others = server.Others;

    /// <inheritdoc/>
    public T Current => stream!.ResponseStream.Current;

    /// <inheritdoc/>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        while (true)
        {
            stream ??= open();
            try
            {
                bool any = await stream.ResponseStream.MoveNext(cancellationToken);
                others = 0;
                return any;
            }
            catch (RpcException error) when (others > 0 && RpcFailures.MayBeServedElsewhere(error))
            {
                others--;
                Dispose();
                stream = null;
                server.TurnToNext();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream?.Dispose();
}
