using Mcu.Core.Codecs;
using Mcu.Core.Composing.Captions;
using Mcu.Core.Composing.Scaling;

namespace Mcu.Core.Composing;

/// <summary>
/// One pane on its canvas: the site's picture, or a card that says why there is none, and over it the speaker's frame
/// and the caption. Pictures are scaled in at once; the rest waits for <see cref="Compose"/>.
/// </summary>
internal sealed class Tile
{
    private readonly TileStyle style;
    private readonly FrameLayer frame;
    private readonly OverlayLayer caption = new();
    private readonly bool alone;
    private readonly bool canFrame;
    private SiteLook look;
    private PictureScaler? scaler;
    private bool composed;
    private bool looksNew = true;

    internal Tile(Pane pane, in SiteLook look, TileStyle style, bool alone)
    {
        Pane = pane;
        this.style = style;
        this.look = look;
        this.alone = alone;
        int thickness = TextScale.Frame(style.Canvas);
        canFrame = !alone && Math.Min(pane.Rectangle.Width, pane.Rectangle.Height) > 4 * thickness;
        frame = new FrameLayer(pane.Rectangle, thickness, style.Speaker);
    }

    internal Pane Pane { get; }

    /// <summary>Whether a picture of the site is on the canvas.</summary>
    internal bool HasPicture { get; private set; }

    /// <summary>Whether the site's last picture should be painted though it is not new.</summary>
    internal bool NeedsPicture => !HasPicture && Pane.SiteId is not null && look.Status == PaneStatus.Live;

    /// <summary>Changes how the site appears; false when it appeared so already.</summary>
    internal bool SetLook(in SiteLook next)
    {
        if (next == look)
        {
            return false;
        }

        look = next;
        HasPicture &= next.Status == PaneStatus.Live;
        (looksNew, composed) = (true, false);
        return true;
    }

    /// <summary>Scales a picture in; false when the site's status says that there is none.</summary>
    internal bool Paint(in PictureView canvas, in PictureView source, double sampleAspect)
    {
        if (Pane.SiteId is null || look.Status != PaneStatus.Live)
        {
            return false;
        }

        bool anew = scaler is null || !scaler.Serves(source, sampleAspect);
        if (anew)
        {
            PaneRectangle place = Pane.Rectangle;
            scaler = new PictureScaler(source.Width, source.Height, sampleAspect, place.Width, place.Height);
        }

        PictureView pane = canvas.Crop(Pane.Rectangle);
        PrepareGround(canvas, pane, bars: anew || !HasPicture);
        scaler!.Scale(source, pane);
        looksNew |= !HasPicture;
        HasPicture = true;
        composed = false;
        return true;
    }

    /// <summary>Draws what is missing: the card or the free pane, the frame, the caption.</summary>
    internal void Compose(in PictureView canvas)
    {
        if (composed)
        {
            return;
        }

        if (looksNew)
        {
            ChangeLook(canvas);
            looksNew = false;
        }

        if (canFrame && look.Speaking)
        {
            frame.Draw(canvas);
        }

        caption.Draw(canvas);
        composed = true;
    }

    private void PrepareGround(in PictureView canvas, in PictureView pane, bool bars)
    {
        if (scaler!.FillsPane)
        {
            ForgetLayers();
        }
        else if (bars)
        {
            ForgetLayers();
            pane.Fill(style.Bars);
        }
        else
        {
            LiftLayers(canvas); // the picture does not paint over what lies on the bars
        }
    }

    private void ChangeLook(in PictureView canvas)
    {
        LiftLayers(canvas);
        caption.Set(null, 0, 0);
        PictureView pane = canvas.Crop(Pane.Rectangle);
        if (Pane.SiteId is null)
        {
            pane.Fill(style.FreePane);
            if (alone)
            {
                BlendCentered(style.Captions.Waiting(style.Canvas), canvas);
            }
        }
        else if (HasPicture)
        {
            SetCaption();
        }
        else
        {
            pane.Fill(style.Card);
            BlendCard(canvas);
        }
    }

    private void SetCaption()
    {
        if (string.IsNullOrWhiteSpace(look.Title) && !look.Muted && !look.HasFloor)
        {
            return;
        }

        PaneRectangle place = Pane.Rectangle;
        Overlay overlay = style.Captions.Caption(look, style.Canvas, place);
        int margin = TextScale.Margin(style.Canvas);
        if (overlay.Width + margin <= place.Width && overlay.Height + margin <= place.Height)
        {
            caption.Set(overlay, place.X + margin, look.CaptionOnTop ? place.Y + margin : place.Bottom - margin - overlay.Height);
        }
    }

    private void BlendCard(in PictureView canvas)
    {
        SiteLook shown = look.Status == PaneStatus.Live ? look with { Status = PaneStatus.Connecting } : look;
        BlendCentered(style.Captions.Card(shown, style.Canvas, Pane.Rectangle), canvas);
    }

    private void BlendCentered(Overlay overlay, in PictureView canvas)
    {
        PaneRectangle place = Pane.Rectangle;
        if (overlay.Width <= place.Width && overlay.Height <= place.Height)
        {
            int x = place.X + ((place.Width - overlay.Width) / 4 * 2);
            int y = place.Y + ((place.Height - overlay.Height) / 4 * 2);
            OverlayLayer.Blend(overlay, canvas, x, y);
        }
    }

    private void LiftLayers(in PictureView canvas)
    {
        caption.Lift(canvas);
        frame.Lift(canvas);
    }

    private void ForgetLayers()
    {
        caption.Forget();
        frame.Forget();
    }
}
