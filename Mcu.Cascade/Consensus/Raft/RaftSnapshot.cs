using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>A snapshot that lies in a file, as DotNext hands it to a member that is too far behind.</summary>
internal sealed class RaftSnapshot(string path, long index, long term, long length) : ISnapshot
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <inheritdoc/>
    public long Index => index;

    /// <inheritdoc/>
    public long Term => term;

    /// <inheritdoc/>
    public bool IsReusable => true;

    /// <inheritdoc/>
    public long? Length => length;

    /// <summary>The file's bytes; see <see cref="SnapshotFile"/>.</summary>
    public bool TryGetMemory(out ReadOnlyMemory<byte> memory)
    {
        memory = File.ReadAllBytes(path);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask WriteToAsync<TWriter>(TWriter writer, CancellationToken token)
        where TWriter : IAsyncBinaryWriter => await writer.Invoke(await File.ReadAllBytesAsync(path, token), token);
}
