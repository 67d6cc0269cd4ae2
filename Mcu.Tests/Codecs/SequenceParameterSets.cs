namespace Mcu.Tests.Codecs;

/// <summary>Writes H.264 sequence parameter sets of any size (ITU-T H.264 §7.3.2.1.1).</summary>
internal static class SequenceParameterSets
{
    /// <summary>A Baseline set with a start code, for so many macroblocks.</summary>
    public static byte[] Make(int columns, int rows)
    {
        List<bool> bits = [];
        Unsigned(bits, 0); // seq_parameter_set_id
        Unsigned(bits, 0); // log2_max_frame_num_minus4
        Unsigned(bits, 2); // pic_order_cnt_type
        Unsigned(bits, 1); // max_num_ref_frames
        bits.Add(false);
        Unsigned(bits, (uint)columns - 1);
        Unsigned(bits, (uint)rows - 1);
        bits.AddRange([true, true, false, false, true]); // frames only, direct 8x8, no cropping, no VUI, stop bit
        while (bits.Count % 8 != 0)
        {
            bits.Add(false);
        }

        List<byte> nal = [0, 0, 0, 1, 0x67, 0x42, 0xc0, 0x1f];
        for (int i = 0; i < bits.Count; i += 8)
        {
            nal.Add((byte)Enumerable.Range(0, 8).Sum(bit => bits[i + bit] ? 0x80 >> bit : 0));
        }

        return [.. nal];
    }

    private static void Unsigned(List<bool> bits, uint value)
    {
        int length = System.Numerics.BitOperations.Log2(value + 1);
        bits.AddRange(Enumerable.Repeat(false, length));
        for (int bit = length; bit >= 0; bit--)
        {
            bits.Add((((value + 1) >> bit) & 1) != 0);
        }
    }
}
