namespace Mcu.Core.Sdp.Negotiation;

/// <summary>The most that a peer takes from our video encoder. <see cref="int.MaxValue"/> where it set no limit.</summary>
/// <param name="MaxMacroblocksPerFrame">16x16 blocks of one picture.</param>
/// <param name="MaxMacroblocksPerSecond">16x16 blocks in a second.</param>
/// <param name="MaxFramesPerSecond">Pictures in a second, whatever their size.</param>
/// <param name="MaxBitsPerSecond">Bits of the video itself, without headers.</param>
public sealed record EncoderLimit(int MaxMacroblocksPerFrame, int MaxMacroblocksPerSecond, int MaxFramesPerSecond, int MaxBitsPerSecond)
{
    private const int HighProfileRatePercent = 125;

    /// <summary>No limit.</summary>
    public static readonly EncoderLimit None = new(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue);

    /// <summary>Whether pictures of that size may be sent; neither side may be longer than sqrt(8 x MaxFS) blocks (H.264 A.3.1).</summary>
    public bool AllowsSize(int width, int height)
    {
        long columns = Blocks(width);
        long rows = Blocks(height);
        long longestSquared = 8L * MaxMacroblocksPerFrame;
        return columns * rows <= MaxMacroblocksPerFrame && columns * columns <= longestSquared && rows * rows <= longestSquared;
    }

    /// <summary>The highest whole frame rate for a size, 0 when the size itself is too large.</summary>
    public int FramesPerSecondAt(int width, int height) =>
        AllowsSize(width, height)
            ? (int)Math.Min(MaxFramesPerSecond, MaxMacroblocksPerSecond / Math.Max(1, (long)Blocks(width) * Blocks(height)))
            : 0;

    /// <summary>The limit with a further cap on the rate.</summary>
    public EncoderLimit WithRateCap(long? bitsPerSecond) =>
        bitsPerSecond < MaxBitsPerSecond ? this with { MaxBitsPerSecond = (int)bitsPerSecond } : this;

    /// <summary>The peer's level raised by its max-* parameters; those below the level's value are void (RFC 6184 §8.1).</summary>
    internal static EncoderLimit For(H264Parameters parameters)
    {
        H264Level level = parameters.ProfileLevelId.Level;
        long kilobits = Math.Max(level.MaxKilobitsPerSecond, parameters.MaxBr ?? 0);
        long bits = kilobits * (parameters.ProfileLevelId.Profile == H264Profile.High ? HighProfileRatePercent : 100) * 10;
        return new EncoderLimit(
            Math.Max(level.MaxMacroblocksPerFrame, parameters.MaxFs ?? 0),
            Math.Max(level.MaxMacroblocksPerSecond, parameters.MaxMbps ?? 0),
            int.MaxValue,
            (int)Math.Min(bits, int.MaxValue));
    }

    /// <summary>VP8's max-fs and max-fr (RFC 7741 §6.1).</summary>
    internal static EncoderLimit ForVp8(FormatParameters format) => None with
    {
        MaxMacroblocksPerFrame = format.FindNumber("max-fs") is > 0 and int blocks ? blocks : int.MaxValue,
        MaxFramesPerSecond = format.FindNumber("max-fr") is > 0 and int frames ? frames : int.MaxValue,
    };

    private static int Blocks(int pixels) => (pixels + 15) / 16;
}
