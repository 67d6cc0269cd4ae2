using Mcu.Cascade.Consensus;
using Mcu.Core.Time;
using Mcu.Tests.Harness.Consensus;

namespace Mcu.Tests.Cascade.Consensus;

/// <summary>An in-memory group as the contract's tests drive it.</summary>
internal sealed class MemoryGroupUnderTest : IGroupUnderTest
{
    private readonly InMemoryGroup group;
    private readonly Dictionary<string, InMemoryConsensus> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecordedState> states = new(StringComparer.Ordinal);

    public MemoryGroupUnderTest(int seed, int snapshotEvery)
    {
        group = new InMemoryGroup(seed, witness: "w", "a", "b", "w") { SnapshotEvery = snapshotEvery };
        Leads = new LeadWatch(() => group.Now);
    }

    public LeadWatch Leads { get; }

    public Instant Now => group.Now;

    public IConsensus Member(string id) => members[id];

    public RecordedState State(string id) => states[id];

    public Task StartAsync(string id)
    {
        states[id] = new RecordedState();
        members[id] = group.Make(id, states[id]);
        members[id].Changed += view => Leads.See(id, view);
        return members[id].StartAsync(CancellationToken.None);
    }

    public Task KillAsync(string id)
    {
        group.Kill(id);
        members.Remove(id);
        return Task.CompletedTask;
    }

    public void Wipe(string id) => group.Wipe(id);

    public void Cut(string one, string other, bool isCut = true) => group.Cut(one, other, isCut);

    public Task UntilAsync(Func<bool> condition, string what)
    {
        Assert.That(group.AdvanceUntil(condition), $"never happened: {what}\n{string.Join('\n', members.Values.Select(member => member.View))}");
        return Task.CompletedTask;
    }

    public Task<T> ResultAsync<T>(Task<T> task)
    {
        Assert.That(group.AdvanceUntil(() => task.IsCompleted), "a task that never ends");
        return task;
    }

    public Task PassAsync(TimeSpan time)
    {
        group.Advance(time);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
