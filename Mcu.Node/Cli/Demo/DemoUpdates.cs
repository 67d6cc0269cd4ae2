using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mcu.V1;

namespace Mcu.Node.Cli.Demo;

/// <summary>The updates of <c>mcu watch</c>, from whichever of the province's MCUs leads. Ends when it is cancelled.</summary>
internal sealed class DemoUpdates(ServerLink server, string conference, CancellationToken cancel) : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);
    private readonly WatchRequest request = new() { Conference = conference, Interval = TimeSpan.FromSeconds(1).ToDuration() };
    private ServerStream<WatchUpdate>? stream;

    /// <summary>The next one; null: it is over.</summary>
    public async Task<WatchUpdate?> NextAsync()
    {
        while (!cancel.IsCancellationRequested)
        {
            stream ??= new ServerStream<WatchUpdate>(server, () => server.Conferences.Watch(request, server.Stream(cancel)));
            try
            {
                return await stream.MoveNext(cancel) ? stream.Current : null;
            }
            catch (Exception error) when (error is OperationCanceledException or RpcException)
            {
                Dispose();
                stream = null;
                await DemoDelay.UpToAsync(Glance, cancel);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => stream?.Dispose();
}
