namespace Mcu.Core.Rtcp;

/// <summary>One packet within a compound.</summary>
public readonly ref struct RtcpBlock
{
    internal RtcpBlock(byte first, RtcpPacketType type, ReadOnlySpan<byte> body)
    {
        Count = first & 0x1F;
        Type = type;
        Body = body;
    }

    /// <summary>Report count, source count or feedback message type, by packet type.</summary>
    public int Count { get; }

    /// <summary>The packet type; may be one that we do not know.</summary>
    public RtcpPacketType Type { get; }

    /// <summary>What follows the 4-byte header, without padding.</summary>
    public ReadOnlySpan<byte> Body { get; }
}
