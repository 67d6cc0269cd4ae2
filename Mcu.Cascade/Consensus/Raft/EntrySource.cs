using DotNext.IO.Log;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>Entries that came in one frame, as DotNext takes them.</summary>
internal sealed class EntrySource(IReadOnlyList<ReceivedEntry> entries) : ILogEntryProducer<ReceivedEntry>
{
    private int at = -1;

    /// <inheritdoc/>
    public long RemainingCount => entries.Count - at - 1;

    /// <inheritdoc/>
    public ReceivedEntry Current => entries[at];

    /// <inheritdoc/>
    public ValueTask<bool> MoveNextAsync() => ValueTask.FromResult(++at < entries.Count);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
