namespace Mcu.Cascade.Consensus.Raft;

/// <summary>The leader's word.</summary>
/// <param name="Term">The leader's.</param>
/// <param name="Previous">The entry before the first.</param>
/// <param name="PreviousTerm">Its term.</param>
/// <param name="CommitIndex">What the leader knows to be agreed on.</param>
/// <param name="Entries">What follows <paramref name="Previous"/>; none in a mere heartbeat.</param>
internal sealed record AppendRequest(
    long Term, long Previous, long PreviousTerm, long CommitIndex, IReadOnlyList<ReceivedEntry> Entries)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It is malformed.</exception>
    public static AppendRequest Read(ReadOnlyMemory<byte> bytes)
    {
        var body = new RaftBody(bytes);
        (long term, long previous, long previousTerm, long commitIndex) = (body.Number(), body.Number(), body.Number(), body.Number());
        int count = body.Number32();
        var entries = new List<ReceivedEntry>();
        for (int i = 0; i < count; i++)
        {
            (long entryTerm, bool isConfiguration) = (body.Number(), body.Flag());
            entries.Add(new ReceivedEntry(entryTerm, isConfiguration, body.Take(body.Number32())));
        }

        return new AppendRequest(term, previous, previousTerm, commitIndex, entries);
    }

    /// <summary>The same without its first entries, which are there already.</summary>
    public AppendRequest Without(int known) => known == 0
        ? this
        : this with { Previous = Previous + known, PreviousTerm = Entries[known - 1].Term, Entries = [.. Entries.Skip(known)] };
}
