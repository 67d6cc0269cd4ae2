using System.Buffers.Binary;

namespace Mcu.Core.Rtcp;

/// <summary>
/// Walks the packets of a compound (RFC 3550 §6.1) in place. Any first packet is fine, so reduced-size RTCP (RFC 5506)
/// is too. What comes before a broken packet is read.
/// </summary>
public ref struct RtcpReader(ReadOnlySpan<byte> datagram)
{
    private const int HeaderLength = 4;

    private ReadOnlySpan<byte> rest = datagram;
    private bool any;

    /// <summary>Why reading ended.</summary>
    public RtcpParseError Error { get; private set; }

    /// <summary>Takes the next packet; false at the end or at an <see cref="Error"/>.</summary>
    public bool TryRead(out RtcpBlock block)
    {
        block = default;
        if (rest.IsEmpty && any)
        {
            return false;
        }

        any = true;
        Error = Check(rest, out int length, out int padding);
        if (Error != RtcpParseError.None)
        {
            rest = default;
            return false;
        }

        block = new RtcpBlock(rest[0], (RtcpPacketType)rest[1], rest[HeaderLength..(length - padding)]);
        rest = rest[length..];
        return true;
    }

    private static RtcpParseError Check(ReadOnlySpan<byte> bytes, out int length, out int padding)
    {
        (length, padding) = (0, 0);
        if (bytes.Length < HeaderLength)
        {
            return RtcpParseError.TooShort;
        }

        if (bytes[0] >> 6 != 2)
        {
            return RtcpParseError.Version;
        }

        if (bytes[1] is < 192 or > 223)
        {
            return RtcpParseError.PacketType;
        }

        length = HeaderLength + (4 * BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        if (length > bytes.Length)
        {
            return RtcpParseError.Length;
        }

        padding = (bytes[0] & 0x20) != 0 ? bytes[length - 1] : 0;
        return padding > length - HeaderLength ? RtcpParseError.Padding : RtcpParseError.None;
    }
}
