using System.Buffers;

namespace Mcu.Cascade.Consensus;

/// <summary>
/// What a group's log makes, entry by entry; the same on every member. Called by one thread of the consensus at a time, in the log's
/// order, for entries that are agreed on. After a restart it is filled anew, by a snapshot and the entries after it.
/// </summary>
public interface IReplicatedState
{
    /// <summary>Takes one entry. Must not fail: what cannot be read is passed over alike on every member.</summary>
    /// <param name="entry">As it was replicated; valid during the call.</param>
    /// <param name="index">Its place; greater than the one before, not always by one.</param>
    /// <param name="term">The term of the leader who wrote it.</param>
    void Apply(ReadOnlySpan<byte> entry, ulong index, ulong term);

    /// <summary>Writes everything that the entries so far have made.</summary>
    void WriteSnapshot(IBufferWriter<byte> snapshot);

    /// <summary>Replaces everything by what <see cref="WriteSnapshot"/> wrote, here or on another member; an empty one: nothing is left.</summary>
    /// <exception cref="InvalidDataException">It is damaged. The member then stops rather than go on with half a state.</exception>
    void Restore(ReadOnlySequence<byte> snapshot);
}
