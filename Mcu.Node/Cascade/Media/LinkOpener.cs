using System.Buffers.Binary;
using Mcu.Cascade.Media;
using Mcu.Core.Buffers;
using Mcu.Core.Rtp;

namespace Mcu.Node.Cascade.Media;

/// <summary>Opens what the other side sends under one key. Nothing is kept of a packet that is not authentic. One thread.</summary>
internal sealed class LinkOpener(LinkKey key) : IDisposable
{
    private const int RtcpTrailer = 4;
    private const int RtcpHeader = 8;
    private const byte PlainRtp = 0x80; // version 2, no padding, extension or contributing sources: as nodes send
    private const uint Encrypted = 0x8000_0000;

    private readonly LinkCipher rtp = new(key, keyLabel: 0, saltLabel: 2);
    private readonly LinkCipher rtcp = new(key, keyLabel: 3, saltLabel: 5);
    private readonly Dictionary<uint, Source> sources = [];
    private readonly byte[] plain = new byte[PacketBuffer.Capacity];
    private readonly byte[] rtcpHeader = new byte[RtcpHeader + RtcpTrailer];
    private Source spare = new();

    /// <summary>The key.</summary>
    public LinkKey Key => key;

    /// <summary>Opens a packet in place; one that is not authentic, or came before, stays as it is.</summary>
    public bool TryOpen(PacketBuffer packet) => RtpPacket.IsRtcp(packet.Span) ? TryOpenRtcp(packet) : TryOpenRtp(packet);

    /// <inheritdoc/>
    public void Dispose()
    {
        rtp.Dispose();
        rtcp.Dispose();
    }

    private bool TryOpenRtp(PacketBuffer packet)
    {
        ReadOnlySpan<byte> bytes = packet.Span;
        int length = bytes.Length - RtpPacket.FixedHeaderLength - LinkCipher.TagLength;
        if (length < 0 || bytes[0] != PlainRtp)
        {
            return false;
        }

        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        ushort sequence = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        Source source = SourceOf(ssrc);
        ulong index = source.Index.Extend(sequence);
        bool opens = TryDecryptRtp(bytes, ssrc, index, source, length);
        if (!opens && !source.Index.HasBegun)
        {
            index += LinkPacketIndex.Wrap; // the first packets were lost, and the sequence has wrapped since
            opens = TryDecryptRtp(bytes, ssrc, index, source, length);
        }

        if (!opens)
        {
            return false;
        }

        source.Index.Advance(index);
        source.Rtp.Add(index);
        Keep(ssrc, source);
        plain.AsSpan(0, length).CopyTo(packet.Bytes.AsSpan(RtpPacket.FixedHeaderLength));
        packet.Length = RtpPacket.FixedHeaderLength + length;
        return true;
    }

    private bool TryDecryptRtp(ReadOnlySpan<byte> bytes, uint ssrc, ulong index, Source source, int length) =>
        source.Rtp.IsNew(index)
        && rtp.TryDecrypt(
            ssrc, index, isRtcp: false, bytes[RtpPacket.FixedHeaderLength..], plain.AsSpan(0, length), bytes[..RtpPacket.FixedHeaderLength]);

    private bool TryOpenRtcp(PacketBuffer packet)
    {
        ReadOnlySpan<byte> bytes = packet.Span;
        int length = bytes.Length - RtcpHeader - LinkCipher.TagLength - RtcpTrailer;
        if (length < 0)
        {
            return false;
        }

        uint trailer = BinaryPrimitives.ReadUInt32BigEndian(bytes[^RtcpTrailer..]);
        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        Source source = SourceOf(ssrc);
        ulong index = trailer & ~Encrypted;
        bytes[..RtcpHeader].CopyTo(rtcpHeader);
        bytes[^RtcpTrailer..].CopyTo(rtcpHeader.AsSpan(RtcpHeader));
        bool opens = (trailer & Encrypted) != 0
            && source.Rtcp.IsNew(index)
            && rtcp.TryDecrypt(ssrc, index, isRtcp: true, bytes[RtcpHeader..^RtcpTrailer], plain.AsSpan(0, length), rtcpHeader);
        if (!opens)
        {
            return false;
        }

        source.Rtcp.Add(index);
        Keep(ssrc, source);
        plain.AsSpan(0, length).CopyTo(packet.Bytes.AsSpan(RtcpHeader));
        packet.Length = RtcpHeader + length;
        return true;
    }

    // A stranger's packet gets an empty state to be judged by, which is kept only when it proves authentic.
    private Source SourceOf(uint ssrc) => sources.TryGetValue(ssrc, out Source? known) ? known : spare;

    private void Keep(uint ssrc, Source source)
    {
        if (ReferenceEquals(source, spare))
        {
            sources.Add(ssrc, source);
            spare = new Source();
        }
    }

    private sealed class Source
    {
        public LinkPacketIndex Index;

        public LinkReplayWindow Rtp { get; } = new();

        public LinkReplayWindow Rtcp { get; } = new();
    }
}
