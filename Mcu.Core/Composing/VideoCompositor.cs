using Mcu.Core.Codecs;
using Mcu.Core.Composing.Scaling;

namespace Mcu.Core.Composing;

/// <summary>
/// Composes one view on a canvas of its own. The order of a frame: <see cref="Apply"/> when the plan changed,
/// <see cref="SetSite"/> for sites that changed, <see cref="Paint"/> for panes with a new picture, then
/// <see cref="TakeChanged"/>, after which <see cref="Canvas"/> is whole and can be encoded. Tiles that nobody paints stay
/// as they are. Nothing is allocated per painted picture. Not thread-safe: it belongs to one video loop.
/// </summary>
public sealed class VideoCompositor : IDisposable
{
    private readonly Picture picture;
    private readonly TileStyle style;
    private readonly CanvasSigns signs;
    private readonly Dictionary<string, SiteLook> looks = new(StringComparer.Ordinal);
    private Tile[] tiles = [];

    /// <summary>Makes an empty canvas.</summary>
    public VideoCompositor(CanvasSize size, CaptionRenderer captions)
    {
        Size = size;
        style = new TileStyle(size, captions);
        signs = new CanvasSigns(style);
        picture = new Picture(size.Width, size.Height);
        Plan = new LayoutPlan(size, [], pageCount: 1);
        picture.View.Fill(style.Gap);
        Changed = true;
    }

    /// <summary>The canvas's size.</summary>
    public CanvasSize Size { get; }

    /// <summary>The composed picture; whole only between <see cref="TakeChanged"/> and the next change.</summary>
    public PictureView Canvas => picture.View;

    /// <summary>The plan that is applied.</summary>
    public LayoutPlan Plan { get; private set; }

    /// <summary>Whether the picture changed since <see cref="TakeChanged"/>.</summary>
    public bool Changed { get; private set; }

    /// <summary>
    /// Changes the layout. Panes of the same place and site keep what they show when no other pane moved; the others
    /// then <see cref="NeedsPicture"/>.
    /// </summary>
    public void Apply(LayoutPlan plan)
    {
        if (plan.Canvas != Size)
        {
            throw new ArgumentException($"The plan is for {plan.Canvas}, the canvas is {Size}.", nameof(plan));
        }

        if (plan.Panes.SequenceEqual(Plan.Panes))
        {
            Plan = plan;
            return;
        }

        bool samePlaces = plan.Panes.Select(pane => pane.Rectangle).SequenceEqual(Plan.Panes.Select(pane => pane.Rectangle));
        if (samePlaces)
        {
            signs.Lift(Canvas);
        }
        else
        {
            signs.Forget();
            Canvas.Fill(style.Gap);
        }

        Tile[] before = samePlaces ? tiles : [];
        tiles = [.. plan.Panes.Select((pane, at) => at < before.Length && before[at].Pane == pane ? before[at] : NewTile(pane, plan))];
        Plan = plan;
        Changed = true;
    }

    /// <summary>Says how a site appears, now and in later plans; sites never named appear as connecting, by their id.</summary>
    public void SetSite(string siteId, in SiteLook look)
    {
        looks[siteId] = look;
        foreach (Tile tile in tiles)
        {
            if (string.Equals(tile.Pane.SiteId, siteId, StringComparison.Ordinal) && tile.SetLook(look))
            {
                signs.Lift(Canvas);
                Changed = true;
            }
        }
    }

    /// <summary>Forgets a site that will not come back.</summary>
    public void RemoveSite(string siteId)
    {
        SetSite(siteId, Unnamed(siteId));
        looks.Remove(siteId);
    }

    /// <summary>
    /// Whether a pane shows no picture although its site is <see cref="PaneStatus.Live"/>, as after a change of layout:
    /// paint its last one, even if it was painted before.
    /// </summary>
    public bool NeedsPicture(int pane) => tiles[pane].NeedsPicture;

    /// <summary>
    /// Scales a site's new picture into its pane. The source is not needed afterwards. Ignored unless the site is
    /// <see cref="PaneStatus.Live"/>.
    /// </summary>
    public void Paint(int pane, in PictureView source, double sampleAspect)
    {
        signs.Lift(Canvas);
        Changed |= !source.IsEmpty && tiles[pane].Paint(Canvas, source, sampleAspect);
    }

    /// <summary>Shows the local time in the top right corner, to the second; null takes it away.</summary>
    public void SetClock(DateTimeOffset? localTime, bool withDate = false) => Changed |= signs.SetClock(Canvas, localTime, withDate);

    /// <summary>Shows one line of text across the top; null takes it away.</summary>
    public void SetBanner(string? message) => Changed |= signs.SetBanner(Canvas, message);

    /// <summary>Finishes the picture; false when nothing changed since the last call, and so nothing need be encoded.</summary>
    public bool TakeChanged()
    {
        foreach (Tile tile in tiles)
        {
            tile.Compose(Canvas);
        }

        signs.Draw(Canvas);
        bool changed = Changed;
        Changed = false;
        return changed;
    }

    /// <inheritdoc/>
    public void Dispose() => picture.Dispose();

    private static SiteLook Unnamed(string siteId) => new(siteId, PaneStatus.Connecting);

    private Tile NewTile(Pane pane, LayoutPlan plan)
    {
        string siteId = pane.SiteId ?? "";
        SiteLook look = looks.TryGetValue(siteId, out SiteLook known) ? known : Unnamed(siteId);
        return new Tile(pane, look, style, alone: plan.Panes.Count == 1);
    }
}
