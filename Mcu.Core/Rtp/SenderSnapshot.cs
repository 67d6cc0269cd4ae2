using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>What a sender report says of a line (RFC 3550 §6.4.1).</summary>
/// <param name="Packets">Packets sent, modulo 2^32.</param>
/// <param name="Octets">Payload octets sent, modulo 2^32.</param>
/// <param name="Timestamp">RTP timestamp of the newest packet.</param>
/// <param name="CapturedAt">When that packet's content was captured.</param>
public readonly record struct SenderSnapshot(uint Packets, uint Octets, uint Timestamp, Instant CapturedAt)
{
    /// <summary>The RTP timestamp that something captured at <paramref name="at"/> would have.</summary>
    public uint TimestampAt(Instant at, int clockRate) => Timestamp + (uint)RtpClock.Units(at - CapturedAt, clockRate);
}
