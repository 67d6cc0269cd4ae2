using Mcu.Core.Codecs;

namespace Mcu.Core.Packetizing;

/// <summary>What we need of an H.264 sequence parameter set (§7.3.2.1.1).</summary>
public readonly record struct H264Sps
{
    /// <summary>Its number, 0 to 31.</summary>
    public int Id { get; internal init; }

    /// <summary>profile_idc: 66 baseline, 77 main, 100 high.</summary>
    public byte Profile { get; internal init; }

    /// <summary>The constraint flags, most significant bit first.</summary>
    public byte Constraints { get; internal init; }

    /// <summary>level_idc: ten times the level.</summary>
    public byte Level { get; internal init; }

    /// <summary>Columns shown, after cropping.</summary>
    public int Width { get; internal init; }

    /// <summary>Rows shown, after cropping.</summary>
    public int Height { get; internal init; }

    /// <summary>Columns coded: whole macroblocks.</summary>
    public int CodedWidth { get; internal init; }

    /// <summary>Rows coded: whole macroblocks.</summary>
    public int CodedHeight { get; internal init; }

    /// <summary>chroma_format_idc: 1 for 4:2:0.</summary>
    public int ChromaFormat { get; internal init; }

    /// <summary>Bits of a luma sample.</summary>
    public int BitDepth { get; internal init; }

    /// <summary>Reference pictures kept.</summary>
    public int MaxReferenceFrames { get; internal init; }

    /// <summary>Pictures that the decoder keeps: said by the VUI, or derived from the level.</summary>
    public int MaxDpbFrames { get; internal init; }

    /// <summary>Sample aspect ratio, width part; 1 when unknown.</summary>
    public int SarWidth { get; internal init; }

    /// <summary>Sample aspect ratio, height part; 1 when unknown.</summary>
    public int SarHeight { get; internal init; }

    /// <summary>Reads a NAL unit, header included. Bounded work on any bytes; false gives the reason.</summary>
    public static bool TryParse(ReadOnlySpan<byte> nal, VideoDecoderLimits limits, out H264Sps sps, out H264SpsError error)
    {
        error = H264SpsParser.Parse(nal, limits, out sps);
        return error == H264SpsError.None;
    }
}
