using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// A snapshot as bytes, on disk and on the wire alike: magic, version, index, term, length, SHA-256 of all that and the state, state.
/// One that was cut short or damaged is known as such: a member must not come back with half a state.
/// </summary>
internal static class SnapshotFile
{
    /// <summary>Bytes before the state.</summary>
    public const int HeaderBytes = 4 + 4 + 8 + 8 + 8 + SHA256.HashSizeInBytes;

    private const uint Magic = 0x4D435553; // "MCUS"
    private const uint Version = 1;
    private const int HashAt = HeaderBytes - SHA256.HashSizeInBytes;

    /// <summary>Its file's name; sorts by index.</summary>
    public static string NameOf(ulong index) => string.Create(CultureInfo.InvariantCulture, $"{index:D20}.snapshot");

    /// <summary>Makes one.</summary>
    public static byte[] Write(ulong index, ulong term, ReadOnlySpan<byte> state)
    {
        byte[] bytes = new byte[HeaderBytes + state.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), index);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), term);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(24), state.Length);
        state.CopyTo(bytes.AsSpan(HeaderBytes));
        Hash(bytes, bytes.AsSpan(HashAt, SHA256.HashSizeInBytes));
        return bytes;
    }

    /// <summary>Reads one; false when it is not whole and sound.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out ulong index, out ulong term, out ReadOnlyMemory<byte> state)
    {
        (index, term, state) = (0, 0, default);
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.Length < HeaderBytes
            || BinaryPrimitives.ReadUInt32BigEndian(span) != Magic
            || BinaryPrimitives.ReadUInt32BigEndian(span[4..]) != Version
            || BinaryPrimitives.ReadInt64BigEndian(span[24..]) != span.Length - HeaderBytes)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(span, hash);
        if (!hash.SequenceEqual(span.Slice(HashAt, hash.Length)))
        {
            return false;
        }

        (index, term) = (BinaryPrimitives.ReadUInt64BigEndian(span[8..]), BinaryPrimitives.ReadUInt64BigEndian(span[16..]));
        state = bytes[HeaderBytes..];
        return true;
    }

    private static void Hash(ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sum.AppendData(bytes[..HashAt]);
        sum.AppendData(bytes[HeaderBytes..]);
        sum.GetHashAndReset(hash);
    }
}
