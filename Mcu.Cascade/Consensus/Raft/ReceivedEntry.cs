using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>An entry that the leader has sent.</summary>
internal sealed class ReceivedEntry(long term, bool isConfiguration, ReadOnlyMemory<byte> bytes) : IRaftLogEntry
{
    /// <inheritdoc/>
    public long Term => term;

    /// <inheritdoc/>
    public long? Length => bytes.Length;

    bool IRaftLogEntry.IsConfiguration => isConfiguration;

    bool IDataTransferObject.IsReusable => true;

    bool IDataTransferObject.TryGetMemory(out ReadOnlyMemory<byte> memory)
    {
        memory = bytes;
        return true;
    }

    async ValueTask IDataTransferObject.WriteToAsync<TWriter>(TWriter writer, CancellationToken token) => await writer.Invoke(bytes, token);
}
