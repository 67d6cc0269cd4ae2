using System.Buffers.Binary;
using Mcu.Cascade.Media;
using Mcu.Core.Rtp;

namespace Mcu.Node.Cascade.Media;

/// <summary>Protects what one source of a link sends under one key: RTP, or RTCP. One thread.</summary>
internal sealed class LinkSealer(LinkKey key) : IDisposable
{
    /// <summary>Bytes that a packet grows by at most.</summary>
    public const int Overhead = LinkCipher.TagLength + RtcpTrailer;

    private const int RtcpTrailer = 4;
    private const int RtcpHeader = 8;
    private const uint Encrypted = 0x8000_0000; // RFC 3711 §3.4, the E flag
    private readonly LinkCipher rtp = new(key, keyLabel: 0, saltLabel: 2);
    private readonly LinkCipher rtcp = new(key, keyLabel: 3, saltLabel: 5);
    private readonly byte[] rtcpHeader = new byte[RtcpHeader + RtcpTrailer];
    private LinkPacketIndex index;
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
        ReadOnlySpan<byte> header = packet[..RtpPacket.FixedHeaderLength];
        header.CopyTo(room);
        ulong at = index.Extend(BinaryPrimitives.ReadUInt16BigEndian(packet[2..]));
        index.Advance(at);
        uint source = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        rtp.Encrypt(source, at, isRtcp: false, packet[header.Length..], room[header.Length..], header);
        return packet.Length + LinkCipher.TagLength;
    }

    private int SealRtcp(ReadOnlySpan<byte> packet, Span<byte> room)
    {
        uint trailer = Encrypted | ++rtcpIndex;
        packet[..RtcpHeader].CopyTo(room);
        packet[..RtcpHeader].CopyTo(rtcpHeader);
        BinaryPrimitives.WriteUInt32BigEndian(rtcpHeader.AsSpan(RtcpHeader), trailer);
        uint source = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        rtcp.Encrypt(source, rtcpIndex, isRtcp: true, packet[RtcpHeader..], room[RtcpHeader..], rtcpHeader);
        BinaryPrimitives.WriteUInt32BigEndian(room[(packet.Length + LinkCipher.TagLength)..], trailer);
        return packet.Length + LinkCipher.TagLength + RtcpTrailer;
    }
}
