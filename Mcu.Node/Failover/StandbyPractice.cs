using Mcu.Cascade.Failover;

namespace Mcu.Node.Failover;

/// <summary>Has a standby rehearse a takeover, until it has done so once. Told of roles by one thread.</summary>
/// <param name="rehearsal">Plays a takeover through, and ends with what became of its call.</param>
/// <param name="settling">How long a node is a standby before it begins: one that is about to lead need not rehearse.</param>
/// <param name="time">The clock of that wait.</param>
/// <param name="tell">Told how it went, for logs.</param>
internal sealed class StandbyPractice(Func<CancellationToken, Task<AdoptionOutcome?>> rehearsal, TimeSpan settling, TimeProvider time, Action<string> tell) : IAsyncDisposable
{
    private CancellationTokenSource? underWay; // without a timer there is nothing in it to dispose of
    private volatile bool isDone;

    /// <summary>Whether one rehearsal has gone well.</summary>
    public bool IsDone => isDone;

    /// <summary>The rehearsal that is under way, its wait included, or the last one. Never fails.</summary>
    internal Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Begins when the node becomes a standby; breaks off when it is none any more.</summary>
    public void OnRole(NodeRole role)
    {
        underWay?.Cancel();
        if (role == NodeRole.Standby && !isDone)
        {
            underWay = new CancellationTokenSource();
            (Task before, CancellationToken cancel) = (Running, underWay.Token);
            Running = Task.Run(() => RunAsync(before, cancel), CancellationToken.None);
        }
    }

    /// <summary>Breaks off. No role is told any more.</summary>
    public async ValueTask DisposeAsync()
    {
        underWay?.Cancel();
        await Running;
    }

    private async Task RunAsync(Task before, CancellationToken cancel)
    {
        await before; // what was broken off has ended
        try
        {
            await Task.Delay(settling, time, cancel);
            long start = time.GetTimestamp();
            AdoptionOutcome? outcome = await rehearsal(cancel);
            isDone = outcome is { Result: AdoptionResult.Adopted };
            tell(isDone ? $"a takeover was rehearsed in {time.GetElapsedTime(start).TotalMilliseconds:0} ms" : $"no takeover was rehearsed: {outcome}");
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Once more when it is a standby again.
        }
        catch (Exception hindrance)
        {
            tell($"no takeover was rehearsed: {hindrance.Message}"); // the standby does without
        }
    }
}
