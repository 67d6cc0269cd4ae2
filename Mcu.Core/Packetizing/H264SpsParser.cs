using Mcu.Core.Codecs;

namespace Mcu.Core.Packetizing;

/// <summary>Reads sequence parameter sets (H.264 §7.3.2.1.1).</summary>
internal static class H264SpsParser
{
    private const int MacroblockSize = 16;
    private const uint MaxMacroblocksAcross = 4096; // 65,536 samples: far beyond any level, but free of overflow

    public static H264SpsError Parse(ReadOnlySpan<byte> nal, VideoDecoderLimits limits, out H264Sps sps)
    {
        sps = default;
        if (nal.Length < 4 || H264NalType.Of(nal[0]) != H264NalType.Sps)
        {
            return nal.Length < 4 ? H264SpsError.Truncated : H264SpsError.NotAnSps;
        }

        var reader = new RbspReader(nal[4..]);
        sps = new H264Sps { Profile = nal[1], Constraints = nal[2], Level = nal[3], ChromaFormat = 1, BitDepth = 8 };
        uint id = reader.ReadUnsigned();
        bool isGood = id <= 31 && TryReadFormat(ref reader, ref sps) && TrySkipPictureOrder(ref reader);
        if (!isGood)
        {
            return reader.IsBroken ? H264SpsError.Truncated : H264SpsError.BadValue;
        }

        sps = sps with { Id = (int)id };
        H264SpsError error = ReadSize(ref reader, limits, ref sps);
        if (error == H264SpsError.None)
        {
            H264Vui.Read(ref reader, ref sps);
        }

        return error;
    }

    private static bool TryReadFormat(ref RbspReader reader, ref H264Sps sps)
    {
        if (sps.Profile is not (100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135))
        {
            return true;
        }

        uint chroma = reader.ReadUnsigned();
        if (chroma == 3)
        {
            reader.ReadFlag(); // separate_colour_plane_flag
        }

        uint depth = 8 + reader.ReadUnsigned();
        uint chromaDepth = 8 + reader.ReadUnsigned();
        reader.ReadFlag(); // qpprime_y_zero_transform_bypass_flag
        if (chroma > 3 || depth > 14 || chromaDepth > 14)
        {
            return false;
        }

        sps = sps with { ChromaFormat = (int)chroma, BitDepth = (int)depth };
        return !reader.ReadFlag() || TrySkipScalingLists(ref reader, chroma == 3 ? 12 : 8);
    }

    private static bool TrySkipScalingLists(ref RbspReader reader, int count)
    {
        for (int list = 0; list < count; list++)
        {
            if (!reader.ReadFlag())
            {
                continue;
            }

            int size = list < 6 ? 16 : 64;
            for (int i = 0, last = 8; i < size && last != 0; i++)
            {
                last = (last + reader.ReadSigned()) & 0xFF;
            }
        }

        return !reader.IsBroken;
    }

    private static bool TrySkipPictureOrder(ref RbspReader reader)
    {
        bool isGood = reader.ReadUnsigned() <= 12; // log2_max_frame_num_minus4
        uint type = reader.ReadUnsigned();
        if (type == 0)
        {
            isGood &= reader.ReadUnsigned() <= 12; // log2_max_pic_order_cnt_lsb_minus4
        }
        else if (type == 1)
        {
            reader.ReadFlag();
            reader.ReadSigned();
            reader.ReadSigned();
            uint cycle = reader.ReadUnsigned();
            isGood &= cycle <= 255;
            for (uint i = 0; isGood && i < cycle; i++)
            {
                reader.ReadSigned();
            }
        }

        return isGood && type <= 2 && !reader.IsBroken;
    }

    private static H264SpsError ReadSize(ref RbspReader reader, VideoDecoderLimits limits, ref H264Sps sps)
    {
        uint references = reader.ReadUnsigned();
        reader.ReadFlag(); // gaps_in_frame_num_value_allowed_flag
        uint across = reader.ReadUnsigned();
        uint down = reader.ReadUnsigned();
        bool framesOnly = reader.ReadFlag();
        if (!framesOnly)
        {
            reader.ReadFlag(); // mb_adaptive_frame_field_flag
        }

        reader.ReadFlag(); // direct_8x8_inference_flag
        if (reader.IsBroken)
        {
            return H264SpsError.Truncated;
        }

        if (across >= MaxMacroblocksAcross || down >= MaxMacroblocksAcross)
        {
            return H264SpsError.TooLarge;
        }

        int width = (int)(across + 1) * MacroblockSize;
        int height = (int)(down + 1) * MacroblockSize * (framesOnly ? 1 : 2);
        if (width > RoundUp(limits.MaxWidth) || height > RoundUp(limits.MaxHeight))
        {
            return H264SpsError.TooLarge;
        }

        sps = sps with { CodedWidth = width, CodedHeight = height, MaxReferenceFrames = (int)Math.Min(references, 99) };
        return references > 16 ? H264SpsError.TooManyFrames : ReadCropping(ref reader, framesOnly, ref sps);
    }

    private static H264SpsError ReadCropping(ref RbspReader reader, bool framesOnly, ref H264Sps sps)
    {
        long left = 0, right = 0, top = 0, bottom = 0;
        if (reader.ReadFlag())
        {
            left = reader.ReadUnsigned();
            right = reader.ReadUnsigned();
            top = reader.ReadUnsigned();
            bottom = reader.ReadUnsigned();
        }

        int unitX = sps.ChromaFormat is 1 or 2 ? 2 : 1;
        int unitY = (sps.ChromaFormat == 1 ? 2 : 1) * (framesOnly ? 1 : 2);
        long width = sps.CodedWidth - (unitX * (left + right));
        long height = sps.CodedHeight - (unitY * (top + bottom));
        if (reader.IsBroken)
        {
            return H264SpsError.Truncated;
        }

        if (width <= 0 || height <= 0)
        {
            return H264SpsError.BadValue;
        }

        sps = sps with { Width = (int)width, Height = (int)height };
        return H264SpsError.None;
    }

    private static int RoundUp(int samples) => (samples + MacroblockSize - 1) / MacroblockSize * MacroblockSize;
}
