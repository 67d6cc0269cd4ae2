namespace Mcu.Core.Sdp.Negotiation;

/// <summary>A row of ITU-T H.264 table A-1.</summary>
/// <param name="LevelIdc">Ten times the level; 9 stands for 1b.</param>
/// <param name="MaxMacroblocksPerSecond">MaxMBPS.</param>
/// <param name="MaxMacroblocksPerFrame">MaxFS.</param>
/// <param name="MaxKilobitsPerSecond">MaxBR in units of 1000 bit/s, for the VCL of the baseline and main profiles.</param>
public sealed record H264Level(int LevelIdc, int MaxMacroblocksPerSecond, int MaxMacroblocksPerFrame, int MaxKilobitsPerSecond)
{
    private static readonly H264Level[] Table =
    [
        new(9, 1_485, 99, 128),
        new(10, 1_485, 99, 64),
        new(11, 3_000, 396, 192),
        new(12, 6_000, 396, 384),
        new(13, 11_880, 396, 768),
        new(20, 11_880, 396, 2_000),
        new(21, 19_800, 792, 4_000),
        new(22, 20_250, 1_620, 4_000),
        new(30, 40_500, 1_620, 10_000),
        new(31, 108_000, 3_600, 14_000),
        new(32, 216_000, 5_120, 20_000),
        new(40, 245_760, 8_192, 20_000),
        new(41, 245_760, 8_192, 50_000),
        new(42, 522_240, 8_704, 50_000),
        new(50, 589_824, 22_080, 135_000),
        new(51, 983_040, 36_864, 240_000),
        new(52, 2_073_600, 36_864, 240_000),
    ];

    /// <summary>The row of a level_idc; of the next lower one when there is none, of level 1 at least.</summary>
    public static H264Level For(int levelIdc) =>
        Array.FindLast(Table, level => level.LevelIdc <= levelIdc) ?? Table[1];

    /// <summary>The lowest level that takes such pictures at such a rate; the highest when none does.</summary>
    public static H264Level Covering(int macroblocksPerFrame, int macroblocksPerSecond, int bitsPerSecond) =>
        Array.Find(Table, level => level.LevelIdc >= 10
            && level.MaxMacroblocksPerFrame >= macroblocksPerFrame
            && level.MaxMacroblocksPerSecond >= macroblocksPerSecond
            && level.MaxKilobitsPerSecond * 1000L >= bitsPerSecond) ?? Table[^1];
}
