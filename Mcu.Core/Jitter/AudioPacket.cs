using Mcu.Core.Buffers;

namespace Mcu.Core.Jitter;

/// <summary>One RTP packet of sound; who is handed it owns the buffer.</summary>
/// <param name="Buffer">The datagram.</param>
/// <param name="Offset">Where the payload begins in it.</param>
/// <param name="Length">Bytes of payload, padding not included.</param>
/// <param name="Ssrc">RTP SSRC.</param>
/// <param name="Sequence">RTP sequence number.</param>
/// <param name="Timestamp">RTP timestamp.</param>
public readonly record struct AudioPacket(PacketBuffer Buffer, int Offset, int Length, uint Ssrc, ushort Sequence, uint Timestamp)
{
    /// <summary>The payload.</summary>
    public ReadOnlySpan<byte> Payload => Buffer.Bytes.AsSpan(Offset, Length);
}
