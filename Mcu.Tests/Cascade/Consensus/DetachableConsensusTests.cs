using System.Text;
using Mcu.Cascade.Consensus;
using Mcu.Cascade.Replication;
using Mcu.Core.Time;
using Mcu.V1;
using Google.Protobuf;

namespace Mcu.Tests.Cascade.Consensus;

/// <summary>A member that is cut loose when its group is gone for good.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DetachableConsensusTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly LostGroup group = new();
    private readonly ReplicatedStore store = new();
    private readonly DetachableConsensus consensus;
    private readonly List<ConsensusView> views = [];

    public DetachableConsensusTests()
    {
        consensus = new DetachableConsensus(group, store, "khanh-hoa-2", () => Instant.FromMilliseconds(1000));
        consensus.Changed += views.Add;
    }

    public ValueTask DisposeAsync() => consensus.DisposeAsync();

    [Test]
    public async Task InItsGroup_EverythingIsTheGroups()
    {
        await consensus.StartAsync(CancellationToken.None);
        group.Tell();
        Assert.That(views, Is.EqualTo(new[] { group.View }));
        Assert.That(consensus.View, Is.SameAs(group.View));
        Assert.That(await consensus.ReplicateAsync(Entry("a"), Limit, CancellationToken.None), Is.InstanceOf<ReplicationOutcome.NotLeader>());
        Assert.That(await consensus.RemoveMemberAsync("khanh-hoa", Limit, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task DetachAsync_LeadsAloneInAHigherTermWithWhatItHad()
    {
        await consensus.StartAsync(CancellationToken.None);
        store.Apply(Entry("before"), 41, 7);
        await consensus.DetachAsync(8);
        Assert.That(group.IsDisposed);
        ConsensusView view = consensus.View;
        Assert.That((view.Role, view.Leader, view.LastIndex), Is.EqualTo((ConsensusRole.Leader, "khanh-hoa-2", 41ul)));
        Assert.That(view.Term, Is.GreaterThan(100ul), "whatever the others have come to");
        Assert.That(view.HoldsLease(Instant.FromMilliseconds(1_000_000)));
        Assert.That(view.Members.Single().Id, Is.EqualTo("khanh-hoa-2"));

        ReplicationOutcome outcome = await consensus.ReplicateAsync(Entry("after"), Limit, CancellationToken.None);
        Assert.That(outcome, Is.EqualTo(new ReplicationOutcome.Committed(42, view.Term)));
        Assert.That(store.Records.All.Select(record => record.Key.Key), Is.EqualTo(new[] { "after", "before" }));
        Assert.That(views[^1].CommitIndex, Is.EqualTo(42));
        group.Tell();
        Assert.That(views[^1].CommitIndex, Is.EqualTo(42), "the group is not heard any more");
        Assert.That(await consensus.ResignAsync(CancellationToken.None), Is.False, "there is nobody");
        Assert.That(await consensus.StepDownAsync(CancellationToken.None), Is.False, "nor would anybody elect it again");
    }

    private static byte[] Entry(string key) => new Batch { Puts = { new Put { Kind = 1, Key = key, Value = ByteString.CopyFrom("x", Encoding.UTF8) } } }.ToByteArray();

    private sealed class LostGroup : IConsensus
    {
        public event Action<ConsensusView>? Changed;

        public ConsensusView View { get; } = new() { Term = 7, LastIndex = 41, CommitIndex = 41, AppliedIndex = 41 };

        public bool IsDisposed { get; private set; }

        public void Tell() => Changed?.Invoke(View);

        public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

        public Task<ReplicationOutcome> ReplicateAsync(ReadOnlyMemory<byte> entry, TimeSpan limit, CancellationToken cancel) =>
            Task.FromResult<ReplicationOutcome>(new ReplicationOutcome.NotLeader(null));

        public Task<bool> ResignAsync(CancellationToken cancel) => Task.FromResult(false);

        public Task<bool> StepDownAsync(CancellationToken cancel) => Task.FromResult(false);

        public Task<bool> AddMemberAsync(string member, TimeSpan limit, CancellationToken cancel) => Task.FromResult(false);

        public Task<bool> RemoveMemberAsync(string member, TimeSpan limit, CancellationToken cancel) => Task.FromResult(false);

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
