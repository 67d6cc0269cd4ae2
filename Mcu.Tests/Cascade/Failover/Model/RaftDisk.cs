namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>An entry: the beginning of a term, or an operator's act by its number.</summary>
internal readonly record struct RaftEntry(ulong Term, int Act)
{
    public const int TermStart = -1;
}

/// <summary>What a member must not forget: immutable, so that a write is done or is not.</summary>
internal sealed record RaftDisk(ulong Term, int? Vote, IReadOnlyList<RaftEntry> Log)
{
    public static readonly RaftDisk Empty = new(0, null, []);

    public ulong LastIndex => (ulong)Log.Count;

    public ulong LastTerm => TermAt(LastIndex);

    public ulong TermAt(ulong index) => index == 0 || index > LastIndex ? 0 : Log[(int)index - 1].Term;

    /// <summary>Entries after one that is there.</summary>
    public RaftDisk After(ulong index, IEnumerable<RaftEntry> entries) => this with { Log = [.. Log.Take((int)index), .. entries] };
}
