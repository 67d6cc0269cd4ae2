namespace Mcu.Core.Packetizing;

/// <summary>NAL unit types (H.264 Table 7-1) and the packet types that RFC 6184 adds.</summary>
internal static class H264NalType
{
    public const int Slice = 1;
    public const int IdrSlice = 5;
    public const int Sei = 6;
    public const int Sps = 7;
    public const int Pps = 8;
    public const int AccessUnitDelimiter = 9;
    public const int Filler = 12;
    public const int LastSingle = 23;
    public const int StapA = 24;
    public const int FuA = 28;

    public static int Of(byte header) => header & 0x1F;

    public static bool IsVcl(int type) => type is >= Slice and <= IdrSlice;
}
