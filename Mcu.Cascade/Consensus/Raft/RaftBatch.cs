using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>Entries on their way in one frame.</summary>
internal sealed class RaftBatch
{
    private readonly RaftFrame entries = new(RaftMessage.Append); // its head is not used

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>The last one's term.</summary>
    public long LastTerm { get; private set; }

    /// <summary>How large they are.</summary>
    public int Bytes => entries.Length;

    /// <summary>Whether one more is to come along.</summary>
    public bool HasRoom => Bytes < RaftLimits.BatchBytes;

    /// <summary>Adds one.</summary>
    public async ValueTask AddAsync<TEntry>(TEntry entry, CancellationToken cancel)
        where TEntry : IRaftLogEntry
    {
        byte[] bytes = await entry.ToByteArrayAsync(allocator: null, cancel);
        entries.Number(entry.Term);
        entries.Flag(entry.IsConfiguration);
        entries.Number32(bytes.Length);
        entries.Raw(bytes);
        (Count, LastTerm) = (Count + 1, entry.Term);
    }

    /// <summary>The frame.</summary>
    public ReadOnlyMemory<byte> Frame(long term, long previous, long previousTerm, long commitIndex)
    {
        var frame = new RaftFrame(RaftMessage.Append);
        frame.Number(term);
        frame.Number(previous);
        frame.Number(previousTerm);
        frame.Number(commitIndex);
        frame.Number32(Count);
        frame.Raw(entries.Finish().Span[RaftFrame.HeadBytes..]);
        return frame.Finish();
    }
}
