using System.Numerics;

namespace Mcu.Core.Codecs.Telephony;

/// <summary>The companding laws of ITU-T G.711, between bytes and 16 bit samples.</summary>
internal static class G711
{
    private const int MuBias = 132;
    private const int Largest = 32635;
    private static readonly float[] MuLaw = Table(ExpandMu);
    private static readonly float[] ALaw = Table(ExpandA);

    /// <summary>What each byte means at full scale ±1.</summary>
    public static ReadOnlySpan<float> Expansion(AudioCodec codec) => codec == AudioCodec.Pcmu ? MuLaw : ALaw;

    /// <summary>The byte for a sample (±1, clipped beyond).</summary>
    public static byte Compress(AudioCodec codec, float sample)
    {
        int linear = (int)MathF.Round(Math.Clamp(sample, -1f, 1f) * 32767);
        return codec == AudioCodec.Pcmu ? CompressMu(linear) : CompressA(linear);
    }

    private static float[] Table(Func<byte, int> expand)
    {
        float[] table = new float[256];
        for (int i = 0; i < 256; i++)
        {
            table[i] = expand((byte)i) / 32768f;
        }

        return table;
    }

    // Sign, three bits of segment, four of mantissa; all bits are inverted on the wire.
    private static int ExpandMu(byte wire)
    {
        int code = ~wire & 0xff;
        int magnitude = ((((code & 0x0f) << 3) + MuBias) << ((code >> 4) & 7)) - MuBias;
        return (code & 0x80) != 0 ? -magnitude : magnitude;
    }

    private static byte CompressMu(int linear)
    {
        int magnitude = Math.Min(Math.Abs(linear), Largest) + MuBias;
        int segment = BitOperations.Log2((uint)magnitude) - 7;
        int code = (segment << 4) | ((magnitude >> (segment + 3)) & 0x0f) | (linear < 0 ? 0x80 : 0);
        return (byte)~code;
    }

    // As µ-law without the bias, so that the first two segments have one step; even bits are inverted on the wire.
    private static int ExpandA(byte wire)
    {
        int code = wire ^ 0x55;
        int segment = (code >> 4) & 7;
        int mantissa = (code & 0x0f) << 4;
        int magnitude = segment == 0 ? mantissa + 8 : (mantissa + 0x108) << (segment - 1);
        return (code & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static byte CompressA(int linear)
    {
        int magnitude = Math.Min(linear < 0 ? ~linear : linear, Largest);
        int segment = magnitude < 256 ? 0 : BitOperations.Log2((uint)magnitude) - 7;
        int mantissa = (magnitude >> (segment == 0 ? 4 : segment + 3)) & 0x0f;
        int code = (segment << 4) | mantissa | (linear < 0 ? 0 : 0x80);
        return (byte)(code ^ 0x55);
    }
}
