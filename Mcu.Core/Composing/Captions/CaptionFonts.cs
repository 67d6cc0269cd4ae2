namespace Mcu.Core.Composing.Captions;

/// <summary>The font files of captions.</summary>
/// <param name="Regular">TrueType or OpenType file for secondary text.</param>
/// <param name="Bold">File for names, the clock and the banner.</param>
public sealed record CaptionFonts(string Regular, string Bold)
{
    /// <summary>The Debian package of <see cref="Default"/>.</summary>
    public const string Package = "fonts-open-sans";

    private const string Folder = "/usr/share/fonts/truetype/open-sans/";

    /// <summary>
    /// Open Sans of Debian's <c>fonts-open-sans</c>: its Vietnamese marks stay apart at 16 pixels, and it is narrower
    /// than DejaVu Sans by a seventh.
    /// </summary>
    public static CaptionFonts Default { get; } = new(Folder + "OpenSans-Regular.ttf", Folder + "OpenSans-Semibold.ttf");
}
