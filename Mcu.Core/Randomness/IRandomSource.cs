namespace Mcu.Core.Randomness;

/// <summary>
/// Where Core takes unpredictable bits from: tags, branches, SSRCs, jitter of retries. The node passes the
/// operating system's; tests pass a seeded one.
/// </summary>
public interface IRandomSource
{
    /// <summary>Fills the span with random bytes.</summary>
    void Fill(Span<byte> bytes);

    /// <summary>A random 32-bit number.</summary>
    uint NextUInt32()
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return BitConverter.ToUInt32(bytes);
    }

    /// <summary>A random 64-bit number.</summary>
    ulong NextUInt64() => ((ulong)NextUInt32() << 32) | NextUInt32();

    /// <summary>
    /// The sequence number that a line of packets begins with (RFC 3550 §5.1), of the low half: the first wrap is far away, which helps
    /// who has to guess SRTP's rollover counter.
    /// </summary>
    ushort NextSequence() => (ushort)(NextUInt32() & 0x7FFF);

    /// <summary>A random number in [0, 1).</summary>
    double NextDouble() => NextUInt32() / (uint.MaxValue + 1.0);

    /// <summary>So many random bits (a multiple of 8) as lower-case hexadecimal digits.</summary>
    string NextHex(int bits)
    {
        Span<byte> bytes = stackalloc byte[bits / 8];
        Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
