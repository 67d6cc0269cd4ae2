using Google.Protobuf;

namespace Mcu.Cascade.Replication;

/// <summary>Names a record.</summary>
/// <param name="Kind">What it is; see <see cref="ReplicatedKinds"/>.</param>
/// <param name="Key">Which of its kind.</param>
public readonly record struct RecordKey(uint Kind, string Key) : IComparable<RecordKey>
{
    /// <inheritdoc/>
    public int CompareTo(RecordKey other) =>
        Kind == other.Kind ? string.CompareOrdinal(Key, other.Key) : Kind.CompareTo(other.Kind);
}

/// <summary>What happened to a record.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its new value; null: it is gone.</param>
public readonly record struct RecordChange(string Key, ByteString? Value);

/// <summary>Changes of one kind by one entry, or all records of it after a snapshot.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Term">The term of the leader who wrote it.</param>
/// <param name="IsReset">All records of the kind are in <paramref name="Changes"/>; any other is gone.</param>
/// <param name="Changes">In the entry's order.</param>
public sealed record RecordChanges(ulong Index, ulong Term, bool IsReset, IReadOnlyList<RecordChange> Changes);
