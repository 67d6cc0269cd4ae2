using System.Buffers.Binary;
using System.Numerics;

namespace Mcu.Core.Rtcp;

/// <summary>One entry of TMMBR or TMMBN (RFC 5104 §4.2.1.1).</summary>
/// <param name="Ssrc">TMMBR: the stream to limit. TMMBN: who asked.</param>
/// <param name="BitsPerSecond">The limit, without overhead.</param>
/// <param name="OverheadBytes">Per-packet overhead that the peer measured, 0 to 511.</param>
public readonly record struct BitRateLimit(uint Ssrc, long BitsPerSecond, int OverheadBytes)
{
    /// <summary>Bytes of an entry.</summary>
    public const int Length = 8;

    private const int MantissaBits = 17;

    internal static BitRateLimit Read(ReadOnlySpan<byte> bytes)
    {
        uint word = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        long mantissa = (word >> 9) & 0x1FFFF;
        var exponent = (int)(word >> 26);
        long rate = exponent > 62 - MantissaBits ? long.MaxValue : mantissa << exponent;
        return new BitRateLimit(BinaryPrimitives.ReadUInt32BigEndian(bytes), rate, (int)(word & 0x1FF));
    }

    internal void Write(Span<byte> bytes)
    {
        int exponent = Math.Max(0, 64 - BitOperations.LeadingZeroCount((ulong)BitsPerSecond) - MantissaBits);
        uint word = ((uint)exponent << 26) | ((uint)(BitsPerSecond >> exponent) << 9) | ((uint)OverheadBytes & 0x1FF);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], word);
    }
}
