using Mcu.Cascade.Failover;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>
/// Raft as far as its safety goes: terms, votes, a log, commits of the own term, leases by majorities that acknowledge rounds, and no
/// vote against a leader that was heard of late. What is to be kept is on disk before anybody is told.
/// </summary>
internal sealed class RaftMember
{
    private const double ElectionFrom = 150;
    private const double ElectionTo = 160;
    private const double Round = 40;
    private static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(120); // less than ElectionFrom on the fastest clock
    private static readonly TimeSpan StepDownAfter = TimeSpan.FromMilliseconds(400);

    private readonly RaftGroup group;
    private readonly ModelProcess process;
    private readonly Queue<Action> inbox = new();
    private readonly List<Action> outbox = [];
    private readonly List<(ulong Index, Action<bool> Done)> proposals = [];
    private readonly HashSet<int> votes = [];
    private readonly ulong[] match = new ulong[RaftGroup.Size];
    private readonly ulong[] next = new ulong[RaftGroup.Size];
    private readonly Instant[] acknowledged = new Instant[RaftGroup.Size];
    private RaftDisk disk = RaftDisk.Empty;
    private RaftDisk kept = RaftDisk.Empty;
    private bool isWriting;
    private bool isApplying;
    private bool isCandidate;
    private Instant heardAt;
    private Instant standAt;
    private Instant electedAt;

    public RaftMember(RaftGroup group, int id, ModelProcess process)
    {
        (this.group, Id, this.process) = (group, id, process);
        Begin();
    }

    public int Id { get; }

    public bool IsLeader { get; private set; }

    public ulong Commit { get; private set; }

    public ulong Applied { get; private set; }

    /// <summary>What the entries applied so far have made: each act once.</summary>
    public List<int> State { get; } = [];

    /// <summary>How long a write takes.</summary>
    public double WriteTime { get; set; }

    /// <summary>How long an entry takes to be applied.</summary>
    public double ApplyTime { get; set; }

    /// <summary>Told of each act that is applied.</summary>
    public Action<int> OnApplied { get; set; } = _ => { };

    /// <summary>Something changed.</summary>
    public Action OnChanged { get; set; } = () => { };

    public RaftDisk Kept => kept;

    public LeadershipView View
    {
        get
        {
            int other = Id == RaftGroup.Witness ? Id : 1 - Id;
            bool isReachable = IsLeader && process.Now - acknowledged[other] < Lease;
            return new LeadershipView(
                disk.Term, IsLeader, IsLeader ? NewestRound + Lease : Instant.Distant, disk.LastIndex, Commit, Applied, isReachable ? match[other] : null, IsLeader ? NewestRound : heardAt);
        }
    }

    // The newest round that one other has acknowledged: with this member a majority.
    private Instant NewestRound => acknowledged.Max();

    public void Kill(bool writeIsDone)
    {
        kept = isWriting && writeIsDone ? disk : kept;
        proposals.Clear();
        inbox.Clear();
        outbox.Clear();
    }

    /// <summary>Starts again with what is on disk; it may have acknowledged a leader a moment before it died, so it waits.</summary>
    public void Restart()
    {
        disk = kept;
        (isWriting, isApplying, IsLeader, isCandidate) = (false, false, false, false);
        (Commit, Applied) = (0, 0);
        State.Clear();
        Begin();
    }

    /// <summary>Has an entry agreed on; told true when it is, false when it is not known.</summary>
    public void Propose(int act, Action<bool> done) => Handle(() =>
    {
        if (!IsLeader)
        {
            outbox.Add(() => done(false));
            return;
        }

        disk = disk.After(disk.LastIndex, [new RaftEntry(disk.Term, act)]);
        proposals.Add((disk.LastIndex, done));
        Broadcast();
    });

    /// <summary>Stops to lead, and lets others stand first.</summary>
    public void Resign() => Handle(() =>
    {
        Follow(disk.Term);
        standAt = process.Now + TimeSpan.FromSeconds(1);
    });

    private void Begin()
    {
        heardAt = process.Now;
        ResetElection();
        process.Every(() => 10, () => Handle(Tick));
        process.Every(() => Round, () => Handle(Broadcast));
    }

    // One thread: while it waits for the disk, everything else waits too.
    private void Handle(Action action)
    {
        inbox.Enqueue(action);
        Drain();
    }

    private void Drain()
    {
        while (!isWriting && inbox.TryDequeue(out Action? action))
        {
            action();
            if (ReferenceEquals(disk, kept))
            {
                Flush();
            }
            else
            {
                Write();
            }
        }
    }

    private void Write()
    {
        isWriting = true;
        process.After(WriteTime, () =>
        {
            isWriting = false;
            kept = disk;
            Flush();
            Drain();
        });
    }

    private void Flush()
    {
        Action[] leaving = [.. outbox];
        outbox.Clear();
        Array.ForEach(leaving, send => send());
        Apply();
        OnChanged();
    }

    private void Tick()
    {
        if (IsLeader && process.Now - Instant.Later(NewestRound, electedAt) > StepDownAfter)
        {
            Follow(disk.Term);
        }
        else if (!IsLeader && Id != RaftGroup.Witness && process.Now >= standAt)
        {
            Stand();
        }
    }

    private void Stand()
    {
        (isCandidate, disk) = (true, disk with { Term = disk.Term + 1, Vote = Id });
        votes.Clear();
        votes.Add(Id);
        ResetElection();
        (ulong term, ulong last, ulong lastTerm) = (disk.Term, disk.LastIndex, disk.LastTerm);
        ToOthers(other => other.Handle(() => other.TakeCandidate(Id, term, last, lastTerm)));
    }

    private void TakeCandidate(int from, ulong term, ulong last, ulong lastTerm)
    {
        bool hasLeader = process.Now - (IsLeader ? NewestRound : heardAt) < TimeSpan.FromMilliseconds(ElectionFrom);
        if (hasLeader || term < disk.Term)
        {
            return;
        }

        if (term > disk.Term)
        {
            Follow(term);
        }

        bool isWhole = lastTerm > disk.LastTerm || (lastTerm == disk.LastTerm && last >= disk.LastIndex);
        if (isWhole && (disk.Vote ?? from) == from)
        {
            disk = disk.Vote == from ? disk : disk with { Vote = from };
            ResetElection();
            To(from, other => other.Handle(() => other.TakeVote(Id, term)));
        }
    }

    private void TakeVote(int from, ulong term)
    {
        if (isCandidate && term == disk.Term && votes.Add(from) && votes.Count == 2)
        {
            (IsLeader, isCandidate) = (true, false);
            Array.Fill(match, 0UL);
            Array.Fill(next, disk.LastIndex + 1);
            Array.Fill(acknowledged, Instant.Distant);
            electedAt = process.Now;
            Broadcast();
        }
    }

    private void Broadcast()
    {
        if (!IsLeader)
        {
            return;
        }

        Instant round = process.Now;
        for (int i = 0; i < RaftGroup.Size; i++)
        {
            ulong before = next[i] - 1;
            (ulong term, ulong beforeTerm, ulong commit) = (disk.Term, disk.TermAt(before), Commit);
            RaftEntry[] entries = [.. disk.Log.Skip((int)before)];
            To(i, other => other.Handle(() => other.TakeEntries(Id, term, before, beforeTerm, entries, commit, round)));
        }
    }

    private void TakeEntries(int from, ulong term, ulong before, ulong beforeTerm, RaftEntry[] entries, ulong commit, Instant round)
    {
        if (term < disk.Term)
        {
            ulong mine = disk.Term;
            To(from, other => other.Handle(() => other.TakeAnswer(Id, mine, term, null, round)));
            return;
        }

        if (term > disk.Term || isCandidate)
        {
            Follow(term);
        }

        heardAt = process.Now;
        ResetElection();
        bool fits = before <= disk.LastIndex && disk.TermAt(before) == beforeTerm;
        ulong? held = null;
        if (fits)
        {
            Merge(before, entries);
            held = before + (ulong)entries.Length;
            Commit = Math.Max(Commit, Math.Min(commit, held.Value));
        }

        To(from, other => other.Handle(() => other.TakeAnswer(Id, term, term, held, round)));
    }

    // Entries that are there already stay: an older message must not cut off what a newer one brought.
    private void Merge(ulong before, RaftEntry[] entries)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            ulong index = before + (ulong)i + 1;
            if (index > disk.LastIndex || disk.TermAt(index) != entries[i].Term)
            {
                disk = disk.After(index - 1, entries.Skip(i));
                return;
            }
        }
    }

    private void TakeAnswer(int from, ulong term, ulong asked, ulong? held, Instant round)
    {
        if (term > disk.Term)
        {
            Follow(term);
        }
        else if (IsLeader && asked == disk.Term)
        {
            acknowledged[from] = Instant.Later(acknowledged[from], round);
            match[from] = Math.Max(match[from], held ?? 0);
            next[from] = held is null ? Math.Max(1, next[from] - 1) : match[from] + 1;
            Agree();
        }
    }

    private void Agree()
    {
        ulong agreed = match.Max(); // and this member's own
        if (agreed > Commit && disk.TermAt(agreed) == disk.Term)
        {
            Commit = agreed;
            foreach ((ulong _, Action<bool> done) in proposals.Where(proposal => proposal.Index <= agreed).ToArray())
            {
                outbox.Add(() => done(true));
            }

            proposals.RemoveAll(proposal => proposal.Index <= agreed);
        }
    }

    private void Apply()
    {
        if (isApplying || Applied >= Commit)
        {
            return;
        }

        isApplying = true;
        process.After(ApplyTime, () =>
        {
            isApplying = false;
            int act = disk.Log[(int)Applied++].Act;
            if (act != RaftEntry.TermStart && !State.Contains(act))
            {
                State.Add(act);
            }

            OnApplied(act);
            Apply();
            OnChanged();
        });
    }

    private void Follow(ulong term)
    {
        disk = term == disk.Term ? disk : disk with { Term = term, Vote = null };

        // Its own promise too holds to the end: its gate may be open until then, so it votes for nobody before.
        heardAt = IsLeader ? Instant.Later(heardAt, NewestRound) : heardAt;
        (IsLeader, isCandidate) = (false, false);
        foreach ((ulong _, Action<bool> done) in proposals)
        {
            outbox.Add(() => done(false));
        }

        proposals.Clear();
        ResetElection();
    }

    private void ResetElection() => standAt = process.Now + TimeSpan.FromMilliseconds(group.Schedule.Between(ElectionFrom, ElectionTo));

    private void ToOthers(Action<RaftMember> deliver)
    {
        for (int i = 0; i < RaftGroup.Size; i++)
        {
            To(i, deliver);
        }
    }

    private void To(int id, Action<RaftMember> deliver)
    {
        if (id != Id)
        {
            outbox.Add(() => group.Send(Id, id, deliver));
        }
    }
}
