using System.Buffers.Binary;

namespace Mcu.Core.Bfcp;

/// <summary>Reads messages. Total: any bytes give a message or a reason.</summary>
internal static class BfcpParser
{
    /// <summary>The common header, without a fragment's four octets more.</summary>
    public const int HeaderLength = 12;

    /// <summary>The longest message that is taken: a datagram in an Ethernet frame.</summary>
    public const int MaxLength = 1472;

    private const int MaxAttributes = 64;
    private const int AttributeHeaderLength = 2;
    private const byte FragmentBit = 0x08, ResponseBit = 0x10;

    /// <summary>
    /// Reads a message; where only its body is bad, the message without it, so that it can be answered.
    /// </summary>
    public static BfcpParseError TryParse(ReadOnlySpan<byte> datagram, out BfcpMessage? message)
    {
        message = null;
        if (datagram.Length is < HeaderLength or > MaxLength)
        {
            return datagram.Length < HeaderLength ? BfcpParseError.TooShort : BfcpParseError.TooLong;
        }

        BfcpMessage header = new(
            (BfcpPrimitive)datagram[1],
            BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]),
            BinaryPrimitives.ReadUInt16BigEndian(datagram[8..]),
            BinaryPrimitives.ReadUInt16BigEndian(datagram[10..]))
        {
            Version = (byte)(datagram[0] >> 5),
            IsResponse = (datagram[0] & ResponseBit) != 0,
        };
        message = header;
        if (header.Version is not (BfcpMessage.ReliableVersion or BfcpMessage.UnreliableVersion))
        {
            return BfcpParseError.Version;
        }

        if ((datagram[0] & FragmentBit) != 0 && header.Version == BfcpMessage.UnreliableVersion)
        {
            return BfcpParseError.Fragment;
        }

        ReadOnlySpan<byte> payload = datagram[HeaderLength..];
        if (payload.Length != BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]) * 4)
        {
            return BfcpParseError.Length;
        }

        List<BfcpAttribute> attributes = [];
        BfcpParseError error = ReadAttributes(payload, attributes);
        message = error == BfcpParseError.None ? header with { Attributes = attributes } : header;
        return error;
    }

    private static BfcpParseError ReadAttributes(ReadOnlySpan<byte> payload, List<BfcpAttribute> attributes)
    {
        while (payload.Length > 0)
        {
            if (attributes.Count == MaxAttributes)
            {
                return BfcpParseError.TooManyAttributes;
            }

            int length = payload.Length < AttributeHeaderLength ? 0 : payload[1];
            if (length < AttributeHeaderLength || length > payload.Length)
            {
                return BfcpParseError.Attribute;
            }

            attributes.Add(new BfcpAttribute(
                (BfcpAttributeType)(payload[0] >> 1), payload[AttributeHeaderLength..length].ToArray(), (payload[0] & 1) != 0));
            payload = payload[Math.Min(payload.Length, BfcpWriter.Padded(length))..];
        }

        return BfcpParseError.None;
    }
}
