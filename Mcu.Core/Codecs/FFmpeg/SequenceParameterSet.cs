namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>Reads the size out of an H.264 sequence parameter set (ITU-T H.264 §7.3.2.1.1).</summary>
internal static class SequenceParameterSet
{
    private const int LongestNal = 256;

    /// <summary>The coded size in samples, whole macroblocks; saturated, so that a hostile set reads as too large.</summary>
    public static bool TryReadSize(ReadOnlySpan<byte> nal, out int width, out int height)
    {
        Span<byte> payload = stackalloc byte[LongestNal];
        ExpGolombReader reader = new(payload[..Unescape(nal, payload)]);
        reader.Skip(8); // NAL unit header
        uint profile = reader.Bits(8);
        reader.Skip(16); // constraint flags, level_idc
        reader.Unsigned(); // seq_parameter_set_id
        if (profile is 100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135)
        {
            SkipChroma(ref reader);
        }

        reader.Unsigned(); // log2_max_frame_num_minus4
        SkipPictureOrderCount(ref reader);
        reader.Unsigned(); // max_num_ref_frames
        reader.Skip(1); // gaps_in_frame_num_value_allowed_flag
        ulong columns = reader.Unsigned() + 1UL;
        ulong rows = reader.Unsigned() + 1UL;
        ulong fields = reader.Bits(1) == 0 ? 2UL : 1UL; // frame_mbs_only_flag: 0 counts rows of field pairs
        width = (int)Math.Min(columns * 16, int.MaxValue);
        height = (int)Math.Min(rows * fields * 16, int.MaxValue);
        return !reader.IsPastEnd;
    }

    // Emulation prevention (§7.4.1): the 3 in 0 0 3 is not part of the payload.
    private static int Unescape(ReadOnlySpan<byte> nal, Span<byte> payload)
    {
        int length = 0;
        int zeros = 0;
        foreach (byte value in nal)
        {
            if (length == payload.Length)
            {
                break;
            }

            if (zeros >= 2 && value == 3)
            {
                zeros = 0;
                continue;
            }

            zeros = value == 0 ? zeros + 1 : 0;
            payload[length++] = value;
        }

        return length;
    }

    private static void SkipChroma(ref ExpGolombReader reader)
    {
        uint chroma = reader.Unsigned();
        reader.Skip(chroma == 3 ? 1 : 0); // separate_colour_plane_flag
        reader.Unsigned(); // bit_depth_luma_minus8
        reader.Unsigned(); // bit_depth_chroma_minus8
        reader.Skip(1); // qpprime_y_zero_transform_bypass_flag
        if (reader.Bits(1) == 0)
        {
            return;
        }

        for (int list = 0; list < (chroma == 3 ? 12 : 8); list++)
        {
            if (reader.Bits(1) != 0)
            {
                SkipScalingList(ref reader, list < 6 ? 16 : 64);
            }
        }
    }

    private static void SkipScalingList(ref ExpGolombReader reader, int size)
    {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size; i++)
        {
            if (next != 0)
            {
                next = (last + reader.Signed()) & 0xff;
            }

            last = next == 0 ? last : next;
        }
    }

    private static void SkipPictureOrderCount(ref ExpGolombReader reader)
    {
        uint type = reader.Unsigned();
        if (type == 0)
        {
            reader.Unsigned(); // log2_max_pic_order_cnt_lsb_minus4
        }
        else if (type == 1)
        {
            reader.Skip(1); // delta_pic_order_always_zero_flag
            reader.Unsigned(); // offset_for_non_ref_pic
            reader.Unsigned(); // offset_for_top_to_bottom_field
            uint cycle = Math.Min(reader.Unsigned(), 255);
            for (uint i = 0; i < cycle; i++)
            {
                reader.Unsigned(); // offset_for_ref_frame
            }
        }
    }
}
