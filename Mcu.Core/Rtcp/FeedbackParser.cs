using System.Buffers.Binary;
using System.Numerics;

namespace Mcu.Core.Rtcp;

/// <summary>Feedback messages: RFC 4585, RFC 5104 and REMB.</summary>
internal static class FeedbackParser
{
    private const int CommonLength = 8; // SSRC of the sender, SSRC of the media
    private const int FirEntryLength = 8;
    private const int RembLength = 8; // "REMB", count, exponent and mantissa

    /// <summary>Reads an RTPFB packet; false when it is too short.</summary>
    public static bool ReadTransport(in RtcpBlock block, IRtcpHandler handler)
    {
        if (!TryReadCommon(block, out uint sender, out uint media, out ReadOnlySpan<byte> rest))
        {
            return false;
        }

        switch (block.Count)
        {
            case FeedbackFormat.Nack:
                ReadNacks(media, rest, handler);
                break;
            case FeedbackFormat.Tmmbr or FeedbackFormat.Tmmbn:
                ReadLimits(block.Count == FeedbackFormat.Tmmbr, sender, rest, handler);
                break;
        }

        return true;
    }

    /// <summary>Reads a PSFB packet; false when it is too short.</summary>
    public static bool ReadPayload(in RtcpBlock block, IRtcpHandler handler)
    {
        if (!TryReadCommon(block, out uint sender, out uint media, out ReadOnlySpan<byte> rest))
        {
            return false;
        }

        switch (block.Count)
        {
            case FeedbackFormat.Pli:
                handler.OnPictureLoss(media);
                break;
            case FeedbackFormat.Fir:
                ReadFullIntraRequests(media, rest, handler);
                break;
            case FeedbackFormat.Application when rest.Length >= RembLength && rest.StartsWith("REMB"u8):
                handler.OnRemb(sender, ReadRemb(rest));
                break;
        }

        return true;
    }

    private static bool TryReadCommon(in RtcpBlock block, out uint sender, out uint media, out ReadOnlySpan<byte> rest)
    {
        (sender, media) = (0, 0);
        rest = default;
        if (block.Body.Length < CommonLength)
        {
            return false;
        }

        sender = BinaryPrimitives.ReadUInt32BigEndian(block.Body);
        media = BinaryPrimitives.ReadUInt32BigEndian(block.Body[4..]);
        rest = block.Body[CommonLength..];
        return true;
    }

    private static void ReadNacks(uint media, ReadOnlySpan<byte> rest, IRtcpHandler handler)
    {
        for (; rest.Length >= 4; rest = rest[4..])
        {
            ushort first = BinaryPrimitives.ReadUInt16BigEndian(rest);
            handler.OnNack(media, first);
            for (int mask = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]); mask != 0; mask &= mask - 1)
            {
                handler.OnNack(media, (ushort)(first + 1 + BitOperations.TrailingZeroCount(mask)));
            }
        }
    }

    private static void ReadLimits(bool isRequest, uint sender, ReadOnlySpan<byte> rest, IRtcpHandler handler)
    {
        for (; rest.Length >= BitRateLimit.Length; rest = rest[BitRateLimit.Length..])
        {
            BitRateLimit limit = BitRateLimit.Read(rest);
            if (isRequest)
            {
                handler.OnTmmbr(sender, limit);
            }
            else
            {
                handler.OnTmmbn(sender, limit);
            }
        }
    }

    private static void ReadFullIntraRequests(uint media, ReadOnlySpan<byte> rest, IRtcpHandler handler)
    {
        if (rest.Length < FirEntryLength)
        {
            // Some rooms leave the entry out and name the stream in the common part, as PLI does.
            handler.OnPictureLoss(media);
            return;
        }

        for (; rest.Length >= FirEntryLength; rest = rest[FirEntryLength..])
        {
            handler.OnFullIntraRequest(BinaryPrimitives.ReadUInt32BigEndian(rest), rest[4]);
        }
    }

    private static long ReadRemb(ReadOnlySpan<byte> rest)
    {
        uint word = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]) & 0xFFFFFF;
        var exponent = (int)(word >> 18);
        long mantissa = word & 0x3FFFF;
        return exponent > 44 ? long.MaxValue : mantissa << exponent;
    }
}
