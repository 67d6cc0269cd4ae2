using System.Buffers.Binary;
using System.Text;
using DotNext.Buffers;
using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft.Membership;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>The members by the log's newest list of them, kept in a file: ids only, for addresses may change.</summary>
internal sealed class MemberList : PersistentClusterConfigurationStorage<string>
{
    private MemberList(string path)
        : base(path)
    {
    }

    /// <summary>Opens the list in a file, or one without members.</summary>
    public static MemberList Open(string path)
    {
        DurableFile.RemoveUnfinished(Path.GetDirectoryName(path)!);
        if (File.Exists(path) && new FileInfo(path).Length == 0)
        {
            File.Delete(path); // DotNext writes the first one in its place, and was broken off
        }

        return new MemberList(path);
    }

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
