using System.Buffers.Binary;
using Mcu.Cascade.Media;
using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Srtp;

namespace Mcu.Node.Cascade.Media;

/// <summary>Opens what the other side sends under one key. Nothing is kept of a packet that is not authentic. One thread.</summary>
internal sealed class LinkOpener(LinkKey key) : IDisposable
{
    private const int RtcpHeader = 8;
    private const byte PlainRtp = 0x80; // version 2, no padding, extension or contributing sources: as nodes send

    private readonly SrtpCipher rtp = key.CreateCipher(isRtcp: false);
    private readonly SrtpCipher rtcp = key.CreateCipher(isRtcp: true);
    private readonly Dictionary<uint, Source> sources = [];
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
        if (bytes.Length < RtpPacket.FixedHeaderLength + rtp.Overhead || bytes[0] != PlainRtp)
        {
            return false;
        }

        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        Source source = SourceOf(ssrc);
        ulong index = source.Index.Extend(BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        bool opens = TryDecryptRtp(packet, ssrc, index, source);
        if (!opens && !source.Index.HasBegun)
        {
            index += PacketIndex.Wrap; // the first packets were lost, and the sequence has wrapped since
            opens = TryDecryptRtp(packet, ssrc, index, source);
        }

        if (!opens)
        {
            return false;
        }

        source.Index.Advance(index);
        source.Rtp.Add(index);
        Keep(ssrc, source);
        return true;
    }

    private bool TryDecryptRtp(PacketBuffer packet, uint ssrc, ulong index, Source source)
    {
        Span<byte> bytes = packet.Bytes.AsSpan(0, packet.Length);
        if (!source.Rtp.IsNew(index) || !rtp.TryOpen(ssrc, index, bytes, RtpPacket.FixedHeaderLength, out int length))
        {
            return false;
        }

        packet.Length = length;
        return true;
    }

    private bool TryOpenRtcp(PacketBuffer packet)
    {
        Span<byte> bytes = packet.Bytes.AsSpan(0, packet.Length);
        if (bytes.Length < RtcpHeader + rtcp.Overhead)
        {
            return false;
        }

        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        Source source = SourceOf(ssrc);
        ulong index = rtcp.ReadRtcpIndex(bytes, out bool isEncrypted);
        if (!isEncrypted || !source.Rtcp.IsNew(index) || !rtcp.TryOpen(ssrc, index, bytes, RtcpHeader, out int length))
        {
            return false;
        }

        source.Rtcp.Add(index);
        Keep(ssrc, source);
        packet.Length = length;
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
        public PacketIndex Index;

        public ReplayWindow Rtp { get; } = new();

        public ReplayWindow Rtcp { get; } = new();
    }
}
