namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>Reads bits and Exp-Golomb codes (ITU-T H.264 §9.1). Past the end it reads zeros and says so.</summary>
internal ref struct ExpGolombReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    /// <summary>Whether more was read than there is.</summary>
    public readonly bool IsPastEnd => at > bytes.Length * 8;

    /// <summary>Passes over bits.</summary>
    public void Skip(int count) => at = (int)Math.Min((long)at + count, int.MaxValue / 2);

    /// <summary>u(n), at most 32.</summary>
    public uint Bits(int count)
    {
        uint value = 0;
        for (int i = 0; i < count; i++)
        {
            int index = at >> 3;
            uint bit = index < bytes.Length ? ((uint)bytes[index] >> (7 - (at & 7))) & 1 : 0;
            value = (value << 1) | bit;
            at++;
        }

        return value;
    }

    /// <summary>ue(v); saturated at the largest that the standard allows, 2^32 - 2.</summary>
    public uint Unsigned()
    {
        int zeros = 0;
        while (!IsPastEnd && zeros < 32 && Bits(1) == 0)
        {
            zeros++;
        }

        return zeros >= 32 ? uint.MaxValue - 1 : (uint)((1UL << zeros) - 1 + Bits(zeros));
    }

    /// <summary>se(v).</summary>
    public int Signed()
    {
        uint code = Unsigned();
        int magnitude = (int)((code >> 1) + (code & 1));
        return (code & 1) == 0 ? -magnitude : magnitude;
    }
}
