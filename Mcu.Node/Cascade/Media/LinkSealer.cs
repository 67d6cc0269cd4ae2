using System.Buffers.Binary;
using Mcu.Cascade.Media;
using Mcu.Core.Rtp;
using Mcu.Core.Srtp;

namespace Mcu.Node.Cascade.Media;

/// <summary>Protects what one source of a link sends under one key: RTP, or RTCP. One thread.</summary>
internal sealed class LinkSealer(LinkKey key) : IDisposable
{
    /// <summary>Bytes that a packet grows by at most.</summary>
    public const int Overhead = SrtpProfile.MaxOverhead;

    private const int RtcpHeader = 8;
    private readonly SrtpCipher rtp = key.CreateCipher(isRtcp: false);
    private readonly SrtpCipher rtcp = key.CreateCipher(isRtcp: true);
    private PacketIndex index;
    private uint rtcpIndex;

    /// <summary>The key.</summary>
    public LinkKey Key => key;

    /// <summary>Writes a protected copy; returns its length. The same packet again gives the same bytes.</summary>
    public int Seal(ReadOnlySpan<byte> packet, Span<byte> room) => RtpPacket.IsRtcp(packet) ? SealRtcp(packet, room) : SealRtp(packet, room);

    /// <inheritdoc/>
    public void Dispose()
    {
        rtp.Dispose();
        rtcp.Dispose();
    }

    private int SealRtp(ReadOnlySpan<byte> packet, Span<byte> room)
    {
        packet.CopyTo(room);
        ulong at = index.Extend(BinaryPrimitives.ReadUInt16BigEndian(packet[2..]));
        index.Advance(at);
        return rtp.Seal(BinaryPrimitives.ReadUInt32BigEndian(packet[8..]), at, room, RtpPacket.FixedHeaderLength, packet.Length);
    }

    private int SealRtcp(ReadOnlySpan<byte> packet, Span<byte> room)
    {
        packet.CopyTo(room);
        return rtcp.Seal(BinaryPrimitives.ReadUInt32BigEndian(packet[4..]), ++rtcpIndex, room, RtcpHeader, packet.Length);
    }
}
