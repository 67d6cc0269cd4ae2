using System.Buffers.Binary;

namespace Mcu.Core.Bfcp;

/// <summary>One attribute of a message, or of a grouped attribute (RFC 8855 §5.2).</summary>
/// <param name="Type">What it is; may be a number without a name.</param>
/// <param name="Value">After its header, without padding.</param>
/// <param name="IsMandatory">Whether who does not know it must refuse the message.</param>
public sealed record BfcpAttribute(BfcpAttributeType Type, ReadOnlyMemory<byte> Value, bool IsMandatory = true)
{
    /// <summary>The value as a number of 16 bits; null when it is shorter.</summary>
    public ushort? Number => Value.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(Value.Span) : null;

    /// <summary>An attribute that is a number.</summary>
    public static BfcpAttribute Of(BfcpAttributeType type, ushort number)
    {
        var value = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(value, number);
        return new BfcpAttribute(type, value);
    }

    /// <summary>An attribute of single octets.</summary>
    public static BfcpAttribute OfOctets(BfcpAttributeType type, params ReadOnlySpan<byte> octets) => new(type, octets.ToArray());

    /// <summary>A grouped attribute: a number, and attributes.</summary>
    public static BfcpAttribute Group(BfcpAttributeType type, ushort number, params ReadOnlySpan<BfcpAttribute> attributes)
    {
        var value = new byte[2 + BfcpWriter.LengthOf(attributes)];
        BinaryPrimitives.WriteUInt16BigEndian(value, number);
        BfcpWriter.Write(attributes, value.AsSpan(2));
        return new BfcpAttribute(type, value);
    }
}
