using Mcu.Cascade.Consensus;
using Mcu.Cascade.Consensus.Raft;

namespace Mcu.Tests.Cascade.Consensus;

[TestFixture]
internal sealed class ConsensusFolderTests
{
    private DirectoryInfo root = null!;

    [SetUp]
    public void Make() => root = Directory.CreateTempSubdirectory("mcu-folder-");

    [TearDown]
    public void Remove() => root.Delete(recursive: true);

    [Test]
    public void Open_Empty_Recovers()
    {
        using ConsensusFolder folder = ConsensusFolder.Open(root.FullName, "a");

        Assert.That(folder.Start, Is.EqualTo(ConsensusStart.Recover));
    }

    [Test]
    public void Open_Founded_FoundsOnceAndThenResumes()
    {
        ConsensusFolder.Found(root.FullName);
        using (ConsensusFolder first = ConsensusFolder.Open(root.FullName, "a"))
        {
            Assert.That(first.Start, Is.EqualTo(ConsensusStart.Found));
            Directory.CreateDirectory(first.Log);
            File.WriteAllText(Path.Combine(first.Log, "state"), "");
            first.Join("a");
        }

        using ConsensusFolder second = ConsensusFolder.Open(root.FullName, "a");
        Assert.That(second.Start, Is.EqualTo(ConsensusStart.Resume));
        Assert.That(() => ConsensusFolder.Found(root.FullName), Throws.InvalidOperationException);
    }

    [Test]
    public void Open_OfAnotherMemberOrWithoutItsLog_IsRefused()
    {
        File.WriteAllText(Path.Combine(root.FullName, "member"), "b");

        Assert.That(() => ConsensusFolder.Open(root.FullName, "a"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("b's"));
        Assert.That(() => ConsensusFolder.Open(root.FullName, "b"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("missing"));
    }

    [Test]
    public void Open_HeldByAnother_IsRefused()
    {
        using ConsensusFolder held = ConsensusFolder.Open(root.FullName, "a");

        Assert.That(() => ConsensusFolder.Open(root.FullName, "a"), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void TryRead_SnapshotCutShortOrChanged_IsKnownAsDamaged()
    {
        byte[] whole = SnapshotFile.Write(7, 3, [1, 2, 3, 4]);
        byte[] changed = [.. whole];
        changed[^1] ^= 1;

        Assert.That(SnapshotFile.TryRead(whole, out ulong index, out ulong term, out ReadOnlyMemory<byte> state));
        Assert.That((index, term, state.ToArray()), Is.EqualTo((7UL, 3UL, new byte[] { 1, 2, 3, 4 })));
        Assert.That(SnapshotFile.TryRead(changed, out _, out _, out _), Is.False);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.That(SnapshotFile.TryRead(whole.AsMemory(0, length), out _, out _, out _), Is.False);
        }
    }

    [Test]
    public async Task Start_SnapshotIsDamaged_MemberRefusesToRun()
    {
        await using var group = new DotNextGroup();
        string snapshots = Path.Combine(group.Folder("a"), "snapshots");
        await group.StartAsync("a");
        await group.KillAsync("a");
        Directory.CreateDirectory(snapshots);
        await File.WriteAllBytesAsync(Path.Combine(snapshots, SnapshotFile.NameOf(5)), SnapshotFile.Write(5, 1, [1, 2, 3])[..^1]);
        await using var member = new DotNextConsensus(group.Options("a"), new RecordedState());

        Assert.That(() => member.StartAsync(CancellationToken.None), Throws.TypeOf<InvalidDataException>());
        Assert.That(member.View.Role, Is.EqualTo(ConsensusRole.None));
    }
}
