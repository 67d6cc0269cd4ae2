using System.Buffers.Binary;

namespace Mcu.Core.Rtp;

/// <summary>Writes RTP headers (RFC 3550 §5.1).</summary>
public static class RtpWriter
{
    /// <summary>Writes the fixed header into the first 12 bytes and returns 12.</summary>
    public static int WriteHeader(Span<byte> packet, in RtpHeader header)
    {
        packet[0] = 0x80;
        packet[1] = (byte)((header.PayloadType & 0x7F) | (header.Marker ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], header.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], header.Timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], header.Ssrc);
        return RtpPacket.FixedHeaderLength;
    }

    /// <summary>Writes header and payload; returns the packet's length.</summary>
    public static int Write(Span<byte> packet, in RtpHeader header, ReadOnlySpan<byte> payload)
    {
        int at = WriteHeader(packet, header);
        payload.CopyTo(packet[at..]);
        return at + payload.Length;
    }
}
