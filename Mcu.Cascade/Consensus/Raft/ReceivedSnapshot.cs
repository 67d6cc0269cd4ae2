using DotNext.IO;
using DotNext.IO.Log;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>A snapshot that the leader has sent; see <see cref="SnapshotFile"/>.</summary>
internal sealed class ReceivedSnapshot(long term, ReadOnlyMemory<byte> bytes) : IRaftLogEntry
{
    /// <inheritdoc/>
    public long Term => term;

    /// <inheritdoc/>
    public long? Length => bytes.Length;

    bool ILogEntry.IsSnapshot => true;

    bool IDataTransferObject.IsReusable => true;

    bool IDataTransferObject.TryGetMemory(out ReadOnlyMemory<byte> memory)
    {
        memory = bytes;
        return true;
    }

    async ValueTask IDataTransferObject.WriteToAsync<TWriter>(TWriter writer, CancellationToken token) => await writer.Invoke(bytes, token);
}
