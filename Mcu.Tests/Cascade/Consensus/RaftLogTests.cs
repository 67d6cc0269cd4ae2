using System.Text;
using DotNext.IO;
using DotNext.IO.Log;
using DotNext.Net.Cluster.Consensus.Raft.Membership;
using Mcu.Cascade.Consensus.Raft;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Consensus;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RaftLogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly RecordedState state = new();
    private DirectoryInfo root = null!;
    private int committed;

    [SetUp]
    public void Make() => root = Directory.CreateTempSubdirectory("mcu-log-");

    [TearDown]
    public void Remove() => root.Delete(recursive: true);

    [Test]
    public async Task Kept_NotAgreedOn_IsThereAfterARestart()
    {
        await using (RaftLog log = Open())
        {
            await AppendAsync(log, 0, "a", "b");
            Assert.That(await log.KeptAsync(2, Patience, CancellationToken.None), Is.EqualTo(2));
        }

        await using RaftLog again = Open();
        Assert.That((again.LastEntryIndex, again.LastCommittedEntryIndex), Is.EqualTo((2, 0)));
        Assert.That(await ReadAsync(again), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(again.Kept, Is.EqualTo(2), "what was read is on the disk");
    }

    [Test]
    public async Task Written_OverOthers_CountsWhenItIsOnTheDiskItself()
    {
        await using (RaftLog log = Open())
        {
            await AppendAsync(log, 0, "a", "b", "c");
            await log.KeptAsync(3, Patience, CancellationToken.None);
            await AppendAsync(log, 1, "x", "y");
            Assert.That(log.Kept, Is.EqualTo(1), "the others were");
            Assert.That(await log.KeptAsync(3, Patience, CancellationToken.None), Is.EqualTo(3));
        }

        await using RaftLog again = Open();
        Assert.That(await ReadAsync(again), Is.EqualTo(new[] { "a", "x", "y" }));
    }

    [Test]
    public async Task Commit_NotYetOnTheDisk_DoesNotWaitAndComesToPass()
    {
        await using RaftLog log = Open();
        await AppendAsync(log, 0, "a", "b");
        ValueTask<long> agreeing = ((IAuditTrail)log).CommitAsync(2);
        Assert.That(agreeing.IsCompletedSuccessfully, "the round goes on");
        Assert.That(() => state.Entries, Is.EqualTo(new[] { "a", "b" }).After(10_000, 5));
        Assert.That(log.LastCommittedEntryIndex, Is.EqualTo(2));
        Assert.That(() => Volatile.Read(ref committed), Is.EqualTo(1).After(10_000, 5), "whoever looks at the log is told");
        Assert.That(() => log.BusySince, Is.Null.After(10_000, 5));
    }

    [Test]
    public async Task Commit_OnTheDisk_ComesToPass()
    {
        await using RaftLog log = Open();
        await AppendAsync(log, 0, "a");
        await log.KeptAsync(1, Patience, CancellationToken.None);
        await ((IAuditTrail)log).CommitAsync(1); // by itself, or by what is just ending
        Assert.That(() => log.LastCommittedEntryIndex, Is.EqualTo(1).After(10_000, 5));
        Assert.That(() => state.Entries, Is.EqualTo(new[] { "a" }).After(10_000, 5));
    }

    [Test]
    public async Task KeepAll_TakesAllForAgreedOn()
    {
        await using (RaftLog log = Open())
        {
            await AppendAsync(log, 0, "a", "b");
            await log.KeepAllAsync(CancellationToken.None);
        }

        await using RaftLog again = Open();
        Assert.That((again.LastEntryIndex, again.LastCommittedEntryIndex), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task Commit_ListBeforeTheLogIsToldWhereToKeepIt_IsKept()
    {
        string path = Path.Combine(root.FullName, "members");
        await File.WriteAllBytesAsync(path, []); // a crash may leave as much
        using MemberList list = MemberList.Open(path);
        IClusterConfigurationStorage<string> lists = list;
        IClusterConfiguration<string> one = (await lists.LoadConfigurationAsync()).Add("one");
        await lists.SaveConfigurationAsync(one, configurationVersion: 0);
        await using (RaftLog log = Open(list))
        {
            await AppendAsync(log, 0, new ReceivedEntry(term: 1, isConfiguration: true, await one.Add("other").ToByteArrayAsync()));
            await log.KeepAllAsync(CancellationToken.None);
        }

        await using RaftLog again = Open(list);
        await again.WaitForApplyAsync(1);
        Assert.That((await lists.LoadConfigurationAsync()).Members, Is.EquivalentTo(new[] { "one", "other" }));
        Assert.That(state.Entries, Is.Empty, "it is no act");
    }

    private static Task AppendAsync(RaftLog log, long previous, params string[] entries) =>
        AppendAsync(log, previous, [.. entries.Select(entry => new ReceivedEntry(term: 1, isConfiguration: false, Encoding.UTF8.GetBytes(entry)))]);

    private static async Task AppendAsync(RaftLog log, long previous, params ReceivedEntry[] received)
    {
        await log.AppendAsync(new EntrySource(received), previous + 1, skipCommitted: true);
        log.Written(previous);
    }

    private static async Task<string[]> ReadAsync(RaftLog log)
    {
        List<string> read = [];
        for (long index = 1; index <= log.LastEntryIndex; index++)
        {
            using RaftLog.LogEntryReader found = await log.ReadAsync(index, index);
            read.Add(Encoding.UTF8.GetString(await found[0].ToByteArrayAsync()));
        }

        return [.. read];
    }

    private RaftLog Open(MemberList? lists = null)
    {
        var machine = new RaftStateMachine(state, Path.Combine(root.FullName, "snapshots"), new AppliedEntries()) { Every = 1000, EveryBytes = 1 << 20, Lists = lists };
        machine.Open();
        return new RaftLog(Path.Combine(root.FullName, "log"), machine, () => new Instant(0), () => Interlocked.Increment(ref committed));
    }
}
