using System.Buffers.Binary;

namespace Mcu.Core.Rtp;

/// <summary>One RTP packet, read in place (RFC 3550 §5.1).</summary>
public readonly ref struct RtpPacket
{
    /// <summary>Bytes of the header without contributing sources and extension.</summary>
    public const int FixedHeaderLength = 12;

    private readonly ReadOnlySpan<byte> bytes;

    private RtpPacket(ReadOnlySpan<byte> bytes, int extensionAt, int payloadAt, int padding)
    {
        this.bytes = bytes;
        Extension = extensionAt < 0 ? default : bytes[(extensionAt + 4)..payloadAt];
        ExtensionProfile = extensionAt < 0 ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(bytes[extensionAt..]);
        Payload = bytes[payloadAt..^padding];
    }

    /// <summary>Set on the last packet of an access unit, or the first after silence.</summary>
    public bool Marker => (bytes[1] & 0x80) != 0;

    /// <summary>Which of the negotiated formats it is, 0 to 127.</summary>
    public byte PayloadType => (byte)(bytes[1] & 0x7F);

    /// <summary>The sequence number.</summary>
    public ushort Sequence => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);

    /// <summary>The sampling instant in units of the format's clock.</summary>
    public uint Timestamp => BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);

    /// <summary>The synchronization source.</summary>
    public uint Ssrc => BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);

    /// <summary>How many contributing sources are listed.</summary>
    public int CsrcCount => bytes[0] & 0x0F;

    /// <summary>What "defined by profile" says of the extension, 0 without one.</summary>
    public ushort ExtensionProfile { get; }

    /// <summary>The header extension's content, empty without one.</summary>
    public ReadOnlySpan<byte> Extension { get; }

    /// <summary>The payload without padding; may be empty.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads a packet in place; false gives the reason.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out RtpPacket packet, out RtpParseError error)
    {
        packet = default;
        error = CheckFixedHeader(bytes);
        if (error != RtpParseError.None)
        {
            return false;
        }

        int payloadAt = FixedHeaderLength + (4 * (bytes[0] & 0x0F));
        int extensionAt = (bytes[0] & 0x10) != 0 ? payloadAt : -1;
        error = RtpParseError.Csrc;
        if (payloadAt > bytes.Length)
        {
            return false;
        }

        error = RtpParseError.Extension;
        if (extensionAt >= 0 && !TrySkipExtension(bytes, ref payloadAt))
        {
            return false;
        }

        int padding = (bytes[0] & 0x20) != 0 ? bytes[^1] : 0;
        bool paddingIsWrong = (bytes[0] & 0x20) != 0 && (padding == 0 || padding > bytes.Length - payloadAt);
        error = paddingIsWrong ? RtpParseError.Padding : RtpParseError.None;
        if (!paddingIsWrong)
        {
            packet = new RtpPacket(bytes, extensionAt, payloadAt, padding);
        }

        return !paddingIsWrong;
    }

    /// <summary>A contributing source; <paramref name="index"/> is below <see cref="CsrcCount"/>.</summary>
    public uint Csrc(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)CsrcCount, nameof(index));
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[(FixedHeaderLength + (4 * index))..]);
    }

    /// <summary>Whether a datagram on a shared port is RTCP rather than RTP (RFC 5761 §4).</summary>
    public static bool IsRtcp(ReadOnlySpan<byte> datagram) => datagram.Length >= 2 && datagram[1] is >= 192 and <= 223;

    private static RtpParseError CheckFixedHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedHeaderLength)
        {
            return RtpParseError.TooShort;
        }

        if (bytes[0] >> 6 != 2)
        {
            return RtpParseError.Version;
        }

        return IsRtcp(bytes) ? RtpParseError.Rtcp : RtpParseError.None;
    }

    private static bool TrySkipExtension(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (at + 4 > bytes.Length)
        {
            return false;
        }

        at += 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]));
        return at <= bytes.Length;
    }
}
