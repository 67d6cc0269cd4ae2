using System.Buffers.Binary;

namespace Mcu.Core.Bfcp;

/// <summary>Writes messages (RFC 8855 §5.1, §5.2).</summary>
internal static class BfcpWriter
{
    private const int AttributeHeaderLength = 2;
    private const int MaxAttributeLength = byte.MaxValue;
    private const int VersionShift = 5;
    private const byte ResponseBit = 0x10;

    /// <summary>A length with the padding to whole words of four octets.</summary>
    public static int Padded(int length) => (length + 3) & ~3;

    public static byte[] Write(BfcpMessage message)
    {
        BfcpAttribute[] attributes = [.. message.Attributes];
        var bytes = new byte[BfcpParser.HeaderLength + LengthOf(attributes)];
        bytes[0] = (byte)((message.Version << VersionShift) | (message.IsResponse ? ResponseBit : 0));
        bytes[1] = (byte)message.Primitive;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)((bytes.Length - BfcpParser.HeaderLength) / 4));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), message.ConferenceId);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(8), message.TransactionId);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(10), message.UserId);
        Write(attributes, bytes.AsSpan(BfcpParser.HeaderLength));
        return bytes;
    }

    public static int LengthOf(ReadOnlySpan<BfcpAttribute> attributes)
    {
        int length = 0;
        foreach (BfcpAttribute attribute in attributes)
        {
            length += Padded(LengthOf(attribute));
        }

        return length;
    }

    public static void Write(ReadOnlySpan<BfcpAttribute> attributes, Span<byte> to)
    {
        foreach (BfcpAttribute attribute in attributes)
        {
            int length = LengthOf(attribute);
            to[0] = (byte)(((byte)attribute.Type << 1) | (attribute.IsMandatory ? 1 : 0));
            to[1] = (byte)length;
            attribute.Value.Span[..(length - AttributeHeaderLength)].CopyTo(to[AttributeHeaderLength..]);
            to = to[Padded(length)..];
        }
    }

    // A name that is too long is cut; nothing else of ours is.
    private static int LengthOf(BfcpAttribute attribute) => Math.Min(AttributeHeaderLength + attribute.Value.Length, MaxAttributeLength);
}
