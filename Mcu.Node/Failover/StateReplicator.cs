using System.Threading.Channels;
using Google.Protobuf;
using Mcu.Cascade.Consensus;
using Mcu.V1;

namespace Mcu.Node.Failover;

/// <summary>
/// Has the group agree on what changed, batch after batch in the order of their capture. Whoever waits for one is told whether it
/// is agreed on. A batch whose outcome is not known is repeated while this node leads: records are whole, so twice is once.
/// </summary>
internal sealed class StateReplicator : IAsyncDisposable
{
    private const int Capacity = 256;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1), LongestLimit = TimeSpan.FromSeconds(8);

    private readonly IConsensus consensus;
    private readonly Channel<(Batch Batch, TaskCompletionSource<bool> Done)> queue =
        Channel.CreateBounded<(Batch, TaskCompletionSource<bool>)>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;

    /// <summary>Begins to wait for batches.</summary>
    public StateReplicator(IConsensus consensus)
    {
        this.consensus = consensus;
        running = Task.Run(RunAsync);
    }

    /// <summary>Queues a batch; ends with whether the group has agreed on it. Control loop's thread.</summary>
    public Task<bool> CommitAsync(Batch batch)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!queue.Writer.TryWrite((batch, done)))
        {
            done.SetResult(false); // the group answers too slowly: the act is done here, and said to be unsure
        }

        return done.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach ((Batch batch, TaskCompletionSource<bool> done) in queue.Reader.ReadAllAsync())
        {
            done.SetResult(!stopping.IsCancellationRequested && await AgreeAsync(batch.ToByteArray()));
        }
    }

    private async Task<bool> AgreeAsync(byte[] entry)
    {
        // Longer each time: with disks that take longer than the limit it would be repeated for ever.
        for (TimeSpan limit = Limit; ; limit = limit * 2 < LongestLimit ? limit * 2 : LongestLimit)
        {
            try
            {
                switch (await consensus.ReplicateAsync(entry, limit, stopping.Token))
                {
                    case ReplicationOutcome.Committed:
                        return true;
                    case ReplicationOutcome.TimedOut or ReplicationOutcome.Busy when consensus.View.Role == ConsensusRole.Leader:
                        continue;
                    default:
                        return false;
                }
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}
