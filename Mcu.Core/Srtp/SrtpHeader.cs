using System.Buffers.Binary;
using Mcu.Core.Rtp;

namespace Mcu.Core.Srtp;

/// <summary>What of a packet stays readable: for RTP the header with contributing sources and extension, for RTCP 8 bytes.</summary>
internal static class SrtpHeader
{
    /// <summary>Bytes of an RTCP compound that stay readable: its first header and SSRC.</summary>
    public const int RtcpLength = 8;

    /// <summary>Finds where an RTP packet's payload begins; its padding cannot be seen yet.</summary>
    public static bool TryMeasure(ReadOnlySpan<byte> packet, out int length)
    {
        length = RtpPacket.FixedHeaderLength;
        if (packet.Length < length || packet[0] >> 6 != 2)
        {
            return false;
        }

        length += 4 * (packet[0] & 0x0F);
        if ((packet[0] & 0x10) != 0)
        {
            length += packet.Length < length + 4 ? 4 : 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(packet[(length + 2)..]));
        }

        return length <= packet.Length;
    }

    /// <summary>Whether it begins as RTCP does.</summary>
    public static bool IsRtcp(ReadOnlySpan<byte> packet) => packet.Length >= RtcpLength && packet[0] >> 6 == 2;
}
