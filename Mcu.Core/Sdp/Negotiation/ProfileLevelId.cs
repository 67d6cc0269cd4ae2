using System.Globalization;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>The three bytes of <c>profile-level-id</c> (RFC 6184 §8.1), as in an SPS.</summary>
/// <param name="ProfileIdc">profile_idc.</param>
/// <param name="Constraints">profile-iop: constraint_set0 is 0x80, set1 0x40, set3 0x10.</param>
/// <param name="LevelIdc">level_idc.</param>
public readonly record struct ProfileLevelId(byte ProfileIdc, byte Constraints, byte LevelIdc)
{
    private const int Digits = 6;
    private const int Level1B = 9;

    /// <summary>Baseline at level 1: what an absent or useless parameter means.</summary>
    public static readonly ProfileLevelId Default = new(0x42, 0x00, 0x0A);

    /// <summary>The profile; null for those that we do not decode (extended, 10 bit, 4:2:2, intra).</summary>
    public H264Profile? Profile => ProfileIdc switch
    {
        0x42 when Has(0x40) => H264Profile.ConstrainedBaseline,
        0x42 => H264Profile.Baseline,
        0x4D when Has(0x80) => H264Profile.ConstrainedBaseline,
        0x4D => H264Profile.Main,
        0x58 when Has(0xC0) => H264Profile.ConstrainedBaseline,
        0x64 => H264Profile.High,
        _ => null,
    };

    /// <summary>The level's limits, with 1b told from 1.1 by constraint_set3.</summary>
    public H264Level Level => H264Level.For(IsLevel1B ? Level1B : LevelIdc);

    private bool IsLevel1B => LevelIdc == Level1B || (LevelIdc == 11 && ProfileIdc is 0x42 or 0x4D && Has(0x10));

    /// <summary>The usual bytes of a profile and level.</summary>
    public static ProfileLevelId For(H264Profile profile, int levelIdc) => profile switch
    {
        H264Profile.ConstrainedBaseline => new(0x42, 0xE0, (byte)levelIdc),
        H264Profile.Baseline => new(0x42, 0x80, (byte)levelIdc),
        H264Profile.Main => new(0x4D, 0x00, (byte)levelIdc),
        _ => new(0x64, 0x00, (byte)levelIdc),
    };

    /// <summary>
    /// The first six hexadecimal digits in a row. Rooms are met that repeat the parameter within its value, add blanks
    /// or drop a digit; what cannot be saved is the default, never a refused call.
    /// </summary>
    public static ProfileLevelId Salvage(ReadOnlySpan<char> value)
    {
        int run = 0;
        for (int i = 0; i < value.Length; i++)
        {
            run = char.IsAsciiHexDigit(value[i]) ? run + 1 : 0;
            if (run == Digits)
            {
                int bytes = int.Parse(value.Slice(i - Digits + 1, Digits), NumberStyles.AllowHexSpecifier);
                return new ProfileLevelId((byte)(bytes >> 16), (byte)(bytes >> 8), (byte)bytes);
            }
        }

        return Default;
    }

    /// <summary>The same profile at another level.</summary>
    public ProfileLevelId AtLevel(int levelIdc) =>
        new(ProfileIdc, (byte)(IsLevel1B ? Constraints & ~0x10 : Constraints), (byte)levelIdc);

    private bool Has(byte bits) => (Constraints & bits) == bits;

    /// <summary>Six hexadecimal digits.</summary>
    public override string ToString() => $"{ProfileIdc:x2}{Constraints:x2}{LevelIdc:x2}";
}
