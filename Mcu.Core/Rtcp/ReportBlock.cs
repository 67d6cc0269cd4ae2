using System.Buffers.Binary;

namespace Mcu.Core.Rtcp;

/// <summary>One reception report block (RFC 3550 §6.4.1).</summary>
/// <param name="Ssrc">The stream that it is about.</param>
/// <param name="FractionLost">Lost since the report before, in 1/256.</param>
/// <param name="CumulativeLost">Lost since the start, signed 24 bits.</param>
/// <param name="HighestSequence">Highest sequence number received, with wraps.</param>
/// <param name="Jitter">Interarrival jitter in units of the stream's clock.</param>
/// <param name="LastSenderReport">Middle 32 bits of the last SR's NTP time, 0 when there was none.</param>
/// <param name="DelaySinceLast">Time from that SR to this report, in 1/65536 s.</param>
public readonly record struct ReportBlock(
    uint Ssrc,
    byte FractionLost,
    int CumulativeLost,
    uint HighestSequence,
    uint Jitter,
    uint LastSenderReport,
    uint DelaySinceLast)
{
    /// <summary>Bytes of a block.</summary>
    public const int Length = 24;

    /// <summary>Lost since the report before, 0 to 1.</summary>
    public double Loss => FractionLost / 256.0;

    internal static ReportBlock Read(ReadOnlySpan<byte> bytes)
    {
        uint loss = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        return new ReportBlock(
            BinaryPrimitives.ReadUInt32BigEndian(bytes),
            (byte)(loss >> 24),
            (int)(loss << 8) >> 8,
            BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));
    }

    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], ((uint)FractionLost << 24) | ((uint)CumulativeLost & 0xFFFFFF));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], HighestSequence);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], Jitter);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], LastSenderReport);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[20..], DelaySinceLast);
    }
}
