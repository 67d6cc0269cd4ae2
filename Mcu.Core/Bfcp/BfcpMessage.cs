using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Bfcp;

/// <summary>A message of the Binary Floor Control Protocol (RFC 8855 §5).</summary>
/// <param name="Primitive">What it asks or says; may be a number without a name.</param>
/// <param name="ConferenceId">The conference, <c>confid</c> in SDP.</param>
/// <param name="TransactionId">Joins an answer to its question; 0: neither is expected.</param>
/// <param name="UserId">The participant, <c>userid</c> in SDP.</param>
public sealed record BfcpMessage(BfcpPrimitive Primitive, uint ConferenceId, ushort TransactionId, ushort UserId)
{
    /// <summary>Over a connection.</summary>
    public const byte ReliableVersion = 1;

    /// <summary>Over UDP.</summary>
    public const byte UnreliableVersion = 2;

    /// <summary>The protocol's version.</summary>
    public byte Version { get; init; } = UnreliableVersion;

    /// <summary>The R bit: it answers what the other side began (version 2).</summary>
    public bool IsResponse { get; init; }

    /// <summary>What else there is to say.</summary>
    public IReadOnlyList<BfcpAttribute> Attributes { get; init; } = [];

    /// <summary>Reads a datagram. Never throws; the message owns its bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> datagram, [NotNullWhen(true)] out BfcpMessage? message, out BfcpParseError error)
    {
        error = BfcpParser.TryParse(datagram, out message);
        return error == BfcpParseError.None && message is not null;
    }

    /// <summary>The first attribute of a type; null: none.</summary>
    public BfcpAttribute? Find(BfcpAttributeType type)
    {
        foreach (BfcpAttribute attribute in Attributes)
        {
            if (attribute.Type == type)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>The message as a datagram.</summary>
    public byte[] ToBytes() => BfcpWriter.Write(this);

    /// <summary>The answer to this one.</summary>
    public BfcpMessage Answer(BfcpPrimitive primitive, params IReadOnlyList<BfcpAttribute> attributes) =>
        new(primitive, ConferenceId, TransactionId, UserId) { Version = Version, IsResponse = Version != ReliableVersion, Attributes = attributes };
}
