using System.Buffers.Binary;
using Mcu.Core.Rtp;

namespace Mcu.Core.Rtcp;

/// <summary>Appends RTCP packets to a span, to form a compound. The span must have room: a compound of ours is below 600 bytes.</summary>
public ref struct RtcpWriter(Span<byte> bytes)
{
    private const int HeaderLength = 4;

    private readonly Span<byte> bytes = bytes;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>SR with the blocks given, at most 31 (RFC 3550 §6.4.1).</summary>
    public void SenderReport(in SenderInfo info, scoped ReadOnlySpan<ReportBlock> blocks)
    {
        Span<byte> body = Begin(RtcpPacketType.SenderReport, blocks.Length, SenderInfo.Length + (blocks.Length * ReportBlock.Length));
        info.Write(body);
        WriteBlocks(body[SenderInfo.Length..], blocks);
    }

    /// <summary>RR with the blocks given, at most 31 (RFC 3550 §6.4.2).</summary>
    public void ReceiverReport(uint ssrc, scoped ReadOnlySpan<ReportBlock> blocks)
    {
        Span<byte> body = Begin(RtcpPacketType.ReceiverReport, blocks.Length, 4 + (blocks.Length * ReportBlock.Length));
        BinaryPrimitives.WriteUInt32BigEndian(body, ssrc);
        WriteBlocks(body[4..], blocks);
    }

    /// <summary>SDES with a CNAME of at most 255 bytes of UTF-8.</summary>
    public void Cname(uint ssrc, scoped ReadOnlySpan<byte> name) => Length += SourceDescription.Write(bytes[Length..], ssrc, name);

    /// <summary>BYE of one source.</summary>
    public void Bye(uint ssrc) => BinaryPrimitives.WriteUInt32BigEndian(Begin(RtcpPacketType.Bye, 1, 4), ssrc);

    /// <summary>PLI (RFC 4585 §6.3.1).</summary>
    public void Pli(uint sender, uint media) => Feedback(RtcpPacketType.PayloadFeedback, FeedbackFormat.Pli, sender, media, 0);

    /// <summary>FIR (RFC 5104 §4.3.1); the sequence number rises with each new request and stays for a repetition.</summary>
    public void Fir(uint sender, uint media, byte sequence)
    {
        Span<byte> entry = Feedback(RtcpPacketType.PayloadFeedback, FeedbackFormat.Fir, sender, 0, 8);
        BinaryPrimitives.WriteUInt32BigEndian(entry, media);
        BinaryPrimitives.WriteUInt32BigEndian(entry[4..], (uint)sequence << 24);
    }

    /// <summary>Generic NACK of sequence numbers in rising order (RFC 4585 §6.2.1).</summary>
    public void Nack(uint sender, uint media, scoped ReadOnlySpan<ushort> sequences)
    {
        Span<byte> entries = Feedback(RtcpPacketType.TransportFeedback, FeedbackFormat.Nack, sender, media, 4 * CountNackEntries(sequences));
        for (int i = 0; i < sequences.Length; entries = entries[4..])
        {
            ushort first = sequences[i++];
            int mask = 0;
            for (; i < sequences.Length && ExtendedSequence.Distance(first, sequences[i]) is > 0 and <= 16; i++)
            {
                mask |= 1 << (ExtendedSequence.Distance(first, sequences[i]) - 1);
            }

            BinaryPrimitives.WriteUInt16BigEndian(entries, first);
            BinaryPrimitives.WriteUInt16BigEndian(entries[2..], (ushort)mask);
        }
    }

    /// <summary>TMMBN with the one limit that binds us, or none (RFC 5104 §4.2.2).</summary>
    public void Tmmbn(uint sender, in BitRateLimit limit)
    {
        bool any = limit.BitsPerSecond > 0;
        Span<byte> entry = Feedback(RtcpPacketType.TransportFeedback, FeedbackFormat.Tmmbn, sender, 0, any ? BitRateLimit.Length : 0);
        if (any)
        {
            limit.Write(entry);
        }
    }

    private static int CountNackEntries(ReadOnlySpan<ushort> sequences)
    {
        int count = 0;
        for (int i = 0; i < sequences.Length; count++)
        {
            ushort first = sequences[i++];
            while (i < sequences.Length && ExtendedSequence.Distance(first, sequences[i]) is > 0 and <= 16)
            {
                i++;
            }
        }

        return count;
    }

    private static void WriteBlocks(Span<byte> body, ReadOnlySpan<ReportBlock> blocks)
    {
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i].Write(body[(i * ReportBlock.Length)..]);
        }
    }

    private Span<byte> Feedback(RtcpPacketType type, int format, uint sender, uint media, int length)
    {
        Span<byte> body = Begin(type, format, 8 + length);
        BinaryPrimitives.WriteUInt32BigEndian(body, sender);
        BinaryPrimitives.WriteUInt32BigEndian(body[4..], media);
        return body[8..];
    }

    private Span<byte> Begin(RtcpPacketType type, int count, int length)
    {
        Span<byte> packet = bytes.Slice(Length, HeaderLength + length);
        packet[0] = (byte)(0x80 | count);
        packet[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)(length / 4));
        Length += packet.Length;
        return packet[HeaderLength..];
    }
}
