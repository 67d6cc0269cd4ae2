namespace Mcu.Tests.Harness.Consensus;

/// <summary>What an entry is.</summary>
internal enum MemoryEntryKind
{
    /// <summary>A term's first.</summary>
    Start,

    /// <summary>For the state.</summary>
    Data,

    /// <summary>A list of members.</summary>
    Members,
}

/// <summary>An entry of a log.</summary>
internal sealed record MemoryEntry(ulong Term, MemoryEntryKind Kind, byte[] Data, IReadOnlyList<string> Members);

/// <summary>What takes the place of a log's beginning.</summary>
internal sealed record MemorySnapshot(ulong Index, ulong Term, byte[] State, IReadOnlyList<string> Members);

/// <summary>What a member keeps when it is killed. Entries are counted from 1.</summary>
internal sealed class MemoryDisk(IReadOnlyList<string> members)
{
    private readonly List<MemoryEntry> entries = [];

    /// <summary>Whether its member has run and has lost nothing since.</summary>
    public bool IsKept { get; set; } = true;

    public ulong Term { get; set; }

    public string? VotedFor { get; set; }

    public MemorySnapshot Snapshot { get; private set; } = new(0, 0, [], members);

    public ulong LastIndex => Snapshot.Index + (ulong)entries.Count;

    public ulong LastTerm => TermOf(LastIndex) ?? 0;

    /// <summary>An entry's term; null where there is none, or a snapshot has taken its place.</summary>
    public ulong? TermOf(ulong index)
    {
        if (index == Snapshot.Index)
        {
            return Snapshot.Term;
        }

        return index < Snapshot.Index || index > LastIndex ? null : this[index].Term;
    }

    public MemoryEntry this[ulong index] => entries[(int)(index - Snapshot.Index - 1)];

    public ulong Append(MemoryEntry entry)
    {
        entries.Add(entry);
        return LastIndex;
    }

    /// <summary>Entries from one on.</summary>
    public IReadOnlyList<MemoryEntry> From(ulong index) => [.. entries.Skip((int)(index - Snapshot.Index - 1))];

    /// <summary>Takes entries that follow another, which is there; what conflicts with them goes.</summary>
    public void Merge(ulong previous, IReadOnlyList<MemoryEntry> incoming)
    {
        for (int i = 0; i < incoming.Count; i++)
        {
            ulong index = previous + (ulong)i + 1;
            if (index <= Snapshot.Index || TermOf(index) == incoming[i].Term)
            {
                continue;
            }

            if (index <= LastIndex)
            {
                entries.RemoveRange((int)(index - Snapshot.Index - 1), (int)(LastIndex - index + 1));
            }

            entries.Add(incoming[i]);
        }
    }

    /// <summary>Puts a snapshot in the place of a log's beginning; of a log that does not have its last entry, in the place of all.</summary>
    public void Compact(MemorySnapshot snapshot)
    {
        bool continues = TermOf(snapshot.Index) == snapshot.Term;
        entries.RemoveRange(0, continues ? (int)(snapshot.Index - Snapshot.Index) : entries.Count);
        Snapshot = snapshot;
    }
}
