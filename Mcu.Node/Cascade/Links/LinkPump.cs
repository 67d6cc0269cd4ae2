using Grpc.Core;
using Mcu.Cascade.Links;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Node.Cascade.Links;

/// <summary>Moves a link's envelopes between its stream and the control loop until either ends.</summary>
internal sealed class LinkPump(NodeLinks links, ControlLoop loop)
{
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(2);

    /// <summary>Runs until the link has ended and what was left to say has been said, or cannot be.</summary>
    public async Task RunAsync(
        NodeLink link, IAsyncStreamReader<LinkEnvelope> reader, Func<LinkEnvelope, CancellationToken, Task> write, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, link.Ended.Token);
        Task writing = link.Outbox.DrainAsync(write, () => link.Session.Received, WriteLimit, either.Token);
        Task reading = ReadAsync(link, reader, either.Token);
        Task first = await Task.WhenAny(writing, reading);
        string detail = await OutcomeOf(first);
        loop.TryPost(() => links.Break(link, LinkEndKind.Broken, detail, MonotonicClock.Now)); // no news when it has ended already
        await OutcomeOf(writing);
        await either.CancelAsync();
        await OutcomeOf(reading);
    }

    private async Task ReadAsync(NodeLink link, IAsyncStreamReader<LinkEnvelope> reader, CancellationToken cancel)
    {
        while (await reader.MoveNext(cancel))
        {
            LinkEnvelope envelope = reader.Current;
            if (!loop.TryPost(() => links.Receive(link, envelope, MonotonicClock.Now)))
            {
                throw new IOException("the node has too much to do");
            }
        }
    }

    // What ended a task, in the system's words; nothing when it ended by itself.
    private static async Task<string> OutcomeOf(Task task)
    {
        try
        {
            await task;
            return "";
        }
        catch (Exception ended) when (ended is RpcException or IOException or OperationCanceledException or TimeoutException or InvalidOperationException)
        {
            return ended is RpcException rpc ? rpc.Status.Detail : ended.Message;
        }
    }
}
