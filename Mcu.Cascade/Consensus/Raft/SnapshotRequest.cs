namespace Mcu.Cascade.Consensus.Raft;

/// <summary>What a member is sent that is behind the beginning of the leader's log.</summary>
/// <param name="Term">The leader's.</param>
/// <param name="Index">The last entry that the snapshot holds.</param>
/// <param name="SnapshotTerm">That entry's term.</param>
/// <param name="MembersVersion">Counts lists of members.</param>
/// <param name="Members">The list, as DotNext writes it.</param>
/// <param name="Snapshot">See <see cref="SnapshotFile"/>.</param>
internal sealed record SnapshotRequest(
    long Term, long Index, long SnapshotTerm, long MembersVersion, ReadOnlyMemory<byte> Members, ReadOnlyMemory<byte> Snapshot)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It is malformed.</exception>
    public static SnapshotRequest Read(ReadOnlyMemory<byte> bytes)
    {
        var body = new RaftBody(bytes);
        return new SnapshotRequest(
            body.Number(), body.Number(), body.Number(), body.Number(), body.Take(body.Number32()), body.Rest);
    }
}
