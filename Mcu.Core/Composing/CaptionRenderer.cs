using Mcu.Core.Composing.Captions;

namespace Mcu.Core.Composing;

/// <summary>
/// Draws captions and cards, and keeps what it drew: a name is shaped and drawn once, however many frames and views
/// show it. Not thread-safe; one serves all compositors of one loop.
/// </summary>
public sealed class CaptionRenderer : IDisposable
{
    private const int MaxKept = 512;

    private readonly Dictionary<Key, Overlay> kept = [];
    private readonly TextFace regular;
    private readonly TextFace bold;
    private readonly CaptionSketches sketches;

    /// <summary>Opens the fonts; throws <see cref="CaptionException"/> when one is missing or broken.</summary>
    public CaptionRenderer(CaptionFonts fonts, CaptionLanguage language = CaptionLanguage.Vietnamese)
    {
        Language = language;
        regular = TextFace.Open(fonts.Regular);
        bold = TextFace.Open(fonts.Bold);
        sketches = new CaptionSketches(regular, bold);
    }

    private enum Kind
    {
        Caption,
        Card,
        Banner,
    }

    /// <summary>The language of what it says itself.</summary>
    public CaptionLanguage Language { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        regular.Dispose();
        bold.Dispose();
    }

    internal Overlay Caption(in SiteLook look, CanvasSize canvas, PaneRectangle pane)
    {
        // A caption looks the same whatever the status is and whether the frame is on.
        SiteLook relevant = look with { Status = PaneStatus.Live, Speaking = false };
        var key = new Key(Kind.Caption, relevant, canvas, pane.Width, pane.Height);
        return kept.TryGetValue(key, out Overlay? overlay)
            ? overlay
            : Keep(key, sketches.Caption(
                relevant,
                TextScale.Caption(canvas, pane),
                pane.Width - (2 * TextScale.Margin(canvas)),
                ColorMatrix.For(canvas.Height)));
    }

    internal Overlay Card(in SiteLook look, CanvasSize canvas, PaneRectangle pane)
    {
        SiteLook relevant = look with { Speaking = false };
        var key = new Key(Kind.Card, relevant, canvas, pane.Width, pane.Height);
        return kept.TryGetValue(key, out Overlay? overlay)
            ? overlay
            : Keep(key, sketches.Card(
                relevant,
                CaptionTexts.Of(look.Status, Language),
                TextScale.CardTitle(canvas, pane),
                pane.Width * 9 / 10,
                pane.Height,
                ColorMatrix.For(canvas.Height)));
    }

    internal Overlay Banner(string message, CanvasSize canvas)
    {
        var key = new Key(Kind.Banner, new SiteLook(message, default), canvas, 0, 0);
        return kept.TryGetValue(key, out Overlay? overlay)
            ? overlay
            : Keep(key, sketches.Banner(message, TextScale.Banner(canvas), canvas.Width, ColorMatrix.For(canvas.Height)));
    }

    internal Overlay Waiting(CanvasSize canvas) => sketches.Note(
        CaptionTexts.Waiting(Language), canvas.Height * 0.05f, canvas.Width * 9 / 10, ColorMatrix.For(canvas.Height));

    internal Overlay Clock(string time, CanvasSize canvas) =>
        sketches.Clock(time, TextScale.Clock(canvas), ColorMatrix.For(canvas.Height));

    private Overlay Keep(in Key key, Overlay overlay)
    {
        if (kept.Count >= MaxKept)
        {
            kept.Clear(); // whoever shows an overlay keeps it alive
        }

        kept[key] = overlay;
        return overlay;
    }

    private readonly record struct Key(Kind Kind, SiteLook Look, CanvasSize Canvas, int Width, int Height);
}
