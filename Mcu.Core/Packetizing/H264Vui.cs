namespace Mcu.Core.Packetizing;

/// <summary>
/// Reads the video usability information (H.264 Annex E) of a sequence parameter set. It is only advice: when it is broken
/// the defaults stand, since rooms are known to send it wrong.
/// </summary>
internal static class H264Vui
{
    private const int ExtendedSar = 255;
    private const int LargestDpb = 16;

    // Table E-1, width and height in turn.
    private static ReadOnlySpan<byte> SarTable =>
    [
        1, 1, 1, 1, 12, 11, 10, 11, 16, 11, 40, 33, 24, 11, 20, 11, 32, 11,
        80, 33, 18, 11, 15, 11, 64, 33, 160, 99, 4, 3, 3, 2, 2, 1,
    ];

    public static void Read(ref RbspReader reader, ref H264Sps sps)
    {
        sps = sps with { SarWidth = 1, SarHeight = 1, MaxDpbFrames = DpbOfLevel(sps) };
        if (!reader.ReadFlag())
        {
            return;
        }

        ReadSampleAspect(ref reader, ref sps);
        SkipVideoSignal(ref reader);
        bool hasHrd = SkipHrd(ref reader) | SkipHrd(ref reader);
        if (hasHrd)
        {
            reader.ReadFlag(); // low_delay_hrd_flag
        }

        reader.ReadFlag(); // pic_struct_present_flag
        if (reader.ReadFlag())
        {
            ReadRestriction(ref reader, ref sps);
        }
    }

    private static void ReadSampleAspect(ref RbspReader reader, ref H264Sps sps)
    {
        if (!reader.ReadFlag())
        {
            return;
        }

        int index = (int)reader.ReadBits(8);
        int width = 1, height = 1;
        if (index == ExtendedSar)
        {
            width = (int)reader.ReadBits(16);
            height = (int)reader.ReadBits(16);
        }
        else if (2 * index < SarTable.Length)
        {
            (width, height) = (SarTable[2 * index], SarTable[(2 * index) + 1]);
        }

        if (!reader.IsBroken && width > 0 && height > 0)
        {
            sps = sps with { SarWidth = width, SarHeight = height };
        }
    }

    private static void SkipVideoSignal(ref RbspReader reader)
    {
        if (reader.ReadFlag())
        {
            reader.ReadFlag(); // overscan_appropriate_flag
        }

        if (reader.ReadFlag())
        {
            reader.ReadBits(4); // video_format, video_full_range_flag
            reader.ReadBits(reader.ReadFlag() ? 24 : 0); // colour description
        }

        if (reader.ReadFlag())
        {
            reader.ReadUnsigned(); // chroma_sample_loc_type_top_field
            reader.ReadUnsigned();
        }

        if (reader.ReadFlag())
        {
            reader.ReadBits(32); // num_units_in_tick
            reader.ReadBits(32);
            reader.ReadFlag();
        }
    }

    private static bool SkipHrd(ref RbspReader reader)
    {
        if (!reader.ReadFlag())
        {
            return false;
        }

        uint count = Math.Min(reader.ReadUnsigned(), 31) + 1;
        reader.ReadBits(8); // bit_rate_scale, cpb_size_scale
        for (; count > 0 && !reader.IsBroken; count--)
        {
            reader.ReadUnsigned();
            reader.ReadUnsigned();
            reader.ReadFlag();
        }

        reader.ReadBits(20);
        return true;
    }

    private static void ReadRestriction(ref RbspReader reader, ref H264Sps sps)
    {
        reader.ReadFlag(); // motion_vectors_over_pic_boundaries_flag
        for (int skip = 0; skip < 5; skip++)
        {
            reader.ReadUnsigned(); // two denominators, two vector lengths, max_num_reorder_frames
        }

        uint buffering = reader.ReadUnsigned();
        if (!reader.IsBroken && buffering <= LargestDpb)
        {
            sps = sps with { MaxDpbFrames = Math.Max((int)buffering, sps.MaxReferenceFrames) };
        }
    }

    // Table A-1's MaxDpbMbs by the size of this stream's pictures (§A.3.1 h).
    private static int DpbOfLevel(in H264Sps sps)
    {
        int macroblocks = sps.Level switch
        {
            <= 10 => 396,
            11 => (sps.Constraints & 0x10) != 0 ? 396 : 900, // level 1b of the older profiles
            <= 20 => 2376,
            21 => 4752,
            <= 30 => 8100,
            31 => 18000,
            32 => 20480,
            <= 41 => 32768,
            42 => 34816,
            50 => 110400,
            _ => 184320,
        };
        int picture = sps.CodedWidth / 16 * (sps.CodedHeight / 16);
        return Math.Clamp(macroblocks / picture, Math.Max(1, sps.MaxReferenceFrames), LargestDpb);
    }
}
