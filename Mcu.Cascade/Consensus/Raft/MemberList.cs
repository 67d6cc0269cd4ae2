using System.Buffers.Binary;
using System.Text;
using DotNext.Buffers;
using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft.Membership;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>The members by the log's newest list of them, kept in a file: ids only, for addresses may change.</summary>
internal sealed class MemberList(string path) : PersistentClusterConfigurationStorage<string>(path)
{
    /// <inheritdoc/>
    protected override IEqualityComparer<string> Comparer => StringComparer.Ordinal;

    /// <inheritdoc/>
    protected override void Encode(string address, ref BufferWriterSlim<byte> writer)
    {
        byte[] text = Encoding.UTF8.GetBytes(address);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        writer.Write(length);
        writer.Write(text);
    }

    /// <inheritdoc/>
    protected override string Decode(ref SequenceReader reader)
    {
        byte[] text = new byte[reader.ReadLittleEndian<int>()];
        reader.Read(text);
        return Encoding.UTF8.GetString(text);
    }
}
