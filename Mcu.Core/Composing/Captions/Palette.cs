using SkiaSharp;

namespace Mcu.Core.Composing.Captions;

/// <summary>The product's colors, in sRGB.</summary>
internal static class Palette
{
    /// <summary>Between the tiles.</summary>
    internal static readonly SKColor Gap = new(0x0E, 0x13, 0x1A);

    /// <summary>A pane that nobody has.</summary>
    internal static readonly SKColor FreePane = new(0x18, 0x20, 0x2A);

    /// <summary>A pane whose site has no picture.</summary>
    internal static readonly SKColor Card = new(0x26, 0x34, 0x45);

    /// <summary>Beside and above a picture of another shape: a dark neutral gray.</summary>
    internal static readonly SKColor Bars = new(0x20, 0x22, 0x25);

    /// <summary>Names.</summary>
    internal static readonly SKColor Text = new(0xF4, 0xF7, 0xFA);

    /// <summary>What is said below a name.</summary>
    internal static readonly SKColor SubtleText = new(0xA9, 0xB8, 0xC9);

    /// <summary>Behind a caption.</summary>
    internal static readonly SKColor Caption = new(0x0B, 0x10, 0x17, 0xCC);

    /// <summary>Text on a bright ground.</summary>
    internal static readonly SKColor DarkText = new(0x1A, 0x14, 0x02);

    /// <summary>Who speaks: the brand's color.</summary>
    internal static readonly SKColor Speaker = new(0x2F, 0xC6, 0xA4);

    /// <summary>Who has the floor.</summary>
    internal static readonly SKColor Floor = new(0xF6, 0xBE, 0x32);

    /// <summary>Muted.</summary>
    internal static readonly SKColor Muted = new(0xFF, 0x7D, 0x73);

    /// <summary>A signal that was lost.</summary>
    internal static readonly SKColor Alarm = new(0xFF, 0x9B, 0x57);

    /// <summary>Behind an operator's message.</summary>
    internal static readonly SKColor Banner = new(0x12, 0x4E, 0x78, 0xEB);
}
