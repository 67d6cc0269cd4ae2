using HarfBuzzSharp;
using SkiaSharp;

namespace Mcu.Core.Composing.Captions;

/// <summary>One font file, open for shaping (HarfBuzz) and for drawing (Skia).</summary>
internal sealed class TextFace : IDisposable
{
    private const int UnitsPerEm = 1 << 16;

    private readonly Blob blob;
    private readonly Face face;
    private readonly Font font;
    private readonly SKTypeface typeface;

    private TextFace(Blob blob, SKTypeface typeface)
    {
        this.blob = blob;
        this.typeface = typeface;
        face = new Face(blob, 0);
        font = new Font(face);
        font.SetScale(UnitsPerEm, UnitsPerEm);
        font.SetFunctionsOpenType();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        font.Dispose();
        face.Dispose();
        blob.Dispose();
        typeface.Dispose();
    }

    internal static TextFace Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new CaptionException(
                $"The caption font {path} is missing: apt-get install {CaptionFonts.Package}, or configure another font file.");
        }

        SKTypeface skia = SKTypeface.FromFile(path)
            ?? throw new CaptionException($"The caption font {path} cannot be read: it is not a TrueType or OpenType font.");
        return new TextFace(Blob.FromFile(path), skia);
    }

    /// <summary>The font at a size in pixels per em; the caller disposes it.</summary>
    internal SKFont AtSize(float size) => new(typeface, size)
    {
        Edging = SKFontEdging.Antialias,
        Hinting = SKFontHinting.None,
        Subpixel = true,
    };

    /// <summary>
    /// Shapes one line. HarfBuzz also composes decomposed Vietnamese (NFD) where the font has the composed letter, which
    /// string.Normalize does not do under InvariantGlobalization.
    /// </summary>
    internal ShapedText Shape(string text, float size)
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        font.Shape(buffer);
        ReadOnlySpan<GlyphInfo> infos = buffer.GetGlyphInfoSpan();
        ReadOnlySpan<GlyphPosition> positions = buffer.GetGlyphPositionSpan();
        var glyphs = new ushort[infos.Length];
        var points = new SKPoint[infos.Length];
        float scale = size / UnitsPerEm;
        float x = 0;
        for (int at = 0; at < glyphs.Length; at++)
        {
            glyphs[at] = (ushort)infos[at].Codepoint;
            points[at] = new SKPoint(x + (positions[at].XOffset * scale), -positions[at].YOffset * scale);
            x += positions[at].XAdvance * scale;
        }

        return new ShapedText(this, glyphs, points, size, x);
    }
}
