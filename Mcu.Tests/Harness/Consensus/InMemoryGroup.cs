using Mcu.Cascade.Consensus;
using Mcu.Core.Time;

namespace Mcu.Tests.Harness.Consensus;

/// <summary>
/// A group without threads, sockets or disks: a fake clock that is moved on by <see cref="Advance"/>, and a seeded network with delays,
/// losses and cuts. The same seed makes the same run. Everything happens on the caller's thread.
/// </summary>
internal sealed class InMemoryGroup
{
    private readonly PriorityQueue<Action, (long At, long Order)> due = new();
    private readonly HashSet<(string, string)> cuts = [];
    private readonly Dictionary<string, MemoryDisk> disks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InMemoryConsensus> running = new(StringComparer.Ordinal);
    private long order;

    /// <summary>Makes a group that nobody has run in.</summary>
    /// <param name="seed">Of delays, losses and election time-outs.</param>
    /// <param name="witness">The member that never leads.</param>
    /// <param name="members">All members' ids.</param>
    public InMemoryGroup(int seed, string witness, params string[] members)
    {
        Random = new Random(seed);
        (Witness, Members) = (witness, members);
        foreach (string member in members)
        {
            disks[member] = new MemoryDisk(members);
        }
    }

    /// <summary>The present.</summary>
    public Instant Now { get; private set; } = Instant.FromMilliseconds(1000);

    public Random Random { get; }

    public string Witness { get; }

    public IReadOnlyList<string> Members { get; }

    /// <summary>Entries from one snapshot to the next.</summary>
    public int SnapshotEvery { get; init; } = 1024;

    /// <summary>The longest that a message is under way.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(3);

    /// <summary>The part of messages that is lost, 0 to 1.</summary>
    public double Loss { get; set; }

    /// <summary>A member, to be started; what it had on its disk is there.</summary>
    public InMemoryConsensus Make(string member, IReplicatedState state) => new(this, member, state);

    /// <summary>Ends a member without a word.</summary>
    public void Kill(string member)
    {
        if (running.Remove(member, out InMemoryConsensus? gone))
        {
            gone.End();
        }
    }

    /// <summary>Takes a member's disk away.</summary>
    public void Wipe(string member) => disks[member] = new MemoryDisk(Members) { IsKept = false };

    /// <summary>Whether messages between two members are lost.</summary>
    public void Cut(string one, string other, bool isCut = true)
    {
        (string, string) pair = Pair(one, other);
        if (isCut)
        {
            cuts.Add(pair);
        }
        else
        {
            cuts.Remove(pair);
        }
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time)
    {
        Instant until = Now + time;
        while (due.TryPeek(out Action? next, out (long At, long Order) when) && when.At <= until.Nanoseconds)
        {
            due.Dequeue();
            Now = new Instant(when.At);
            next();
        }

        Now = until;
    }

    /// <summary>Lets time pass until it holds, 30 s at most; false: it never did.</summary>
    public bool AdvanceUntil(Func<bool> condition)
    {
        Instant limit = Now + TimeSpan.FromSeconds(30);
        while (!condition() && Now < limit)
        {
            Advance(TimeSpan.FromMilliseconds(1));
        }

        return condition();
    }

    internal MemoryDisk DiskOf(string member) => disks[member];

    internal void Run(InMemoryConsensus member)
    {
        if (!running.TryAdd(member.Id, member))
        {
            throw new IOException($"{member.Id} runs already");
        }
    }

    internal void At(Instant when, Action action) => due.Enqueue(action, (when.Nanoseconds, order++));

    internal void Send(string from, string to, Action<InMemoryConsensus> take)
    {
        if (IsLost(from, to))
        {
            return;
        }

        At(Now + (Delay * Random.NextDouble()), () =>
        {
            if (!cuts.Contains(Pair(from, to)) && running.TryGetValue(to, out InMemoryConsensus? there))
            {
                take(there);
            }
        });
    }

    private bool IsLost(string from, string to) => cuts.Contains(Pair(from, to)) || Random.NextDouble() < Loss;

    private static (string, string) Pair(string one, string other) =>
        string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
}
