using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Node.Net;

namespace Mcu.Node.Metrics;

/// <summary>
/// Takes a snapshot when a collector asks: one turn of the control loop with a deadline, however many ask at once. Media loops know
/// nothing of it.
/// </summary>
/// <param name="control">The loop that owns what is read.</param>
/// <param name="read">Reads it there.</param>
/// <param name="udp">Datagrams of media; read on the caller's thread.</param>
internal sealed class NodeSampler(ControlLoop control, Func<NodeSnapshot> read, UdpTally udp)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim turn = new(1);
    private NodeSample last = new(null, [], default, Instant.Distant);

    /// <summary>What was read last.</summary>
    public NodeSample Last => Volatile.Read(ref last);

    /// <summary>Reads, unless somebody just did. Without the snapshot when the control loop does not answer in time.</summary>
    public async Task SampleAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (MonotonicClock.Now - Last.At >= Fresh)
            {
                NodeSnapshot? node = await AskAsync();
                Volatile.Write(ref last, new NodeSample(node, node?.Loops ?? Last.Loops, udp.Sum(), MonotonicClock.Now));
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<NodeSnapshot?> AskAsync()
    {
        try
        {
            return await control.Invoke(read, Limit);
        }
        catch (ControlRefusedException)
        {
            return null;
        }
    }
}

/// <summary>What a collector is shown.</summary>
/// <param name="Node">Null: the control loop did not answer.</param>
/// <param name="Loops">Loops, as they were known last: their own counters are read without the control loop.</param>
/// <param name="Udp">Datagrams of media.</param>
/// <param name="At">When it was read.</param>
internal sealed record NodeSample(NodeSnapshot? Node, IReadOnlyList<NamedLoop> Loops, UdpTotals Udp, Instant At);
