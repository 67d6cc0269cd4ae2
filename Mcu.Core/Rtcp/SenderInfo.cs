using System.Buffers.Binary;

namespace Mcu.Core.Rtcp;

/// <summary>The sender's part of a sender report (RFC 3550 §6.4.1).</summary>
/// <param name="Ssrc">Whose report.</param>
/// <param name="Ntp">When it was sent, by the sender's clock.</param>
/// <param name="RtpTimestamp">The same moment in the stream's clock.</param>
/// <param name="Packets">Packets sent.</param>
/// <param name="Octets">Payload octets sent.</param>
public readonly record struct SenderInfo(uint Ssrc, NtpTime Ntp, uint RtpTimestamp, uint Packets, uint Octets)
{
    /// <summary>Bytes, the SSRC included.</summary>
    public const int Length = 24;

    internal static SenderInfo Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32BigEndian(bytes),
        new NtpTime(BinaryPrimitives.ReadUInt64BigEndian(bytes[4..])),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));

    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[4..], Ntp.Value);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], RtpTimestamp);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], Packets);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[20..], Octets);
    }
}
