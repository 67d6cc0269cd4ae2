using System.Globalization;
using Mcu.Core.Codecs;
using Mcu.Core.Composing.Captions;

namespace Mcu.Core.Composing;

/// <summary>What lies over the tiles of a canvas: the operator's banner along the top, and the clock in its corner.</summary>
internal sealed class CanvasSigns(TileStyle style)
{
    private readonly OverlayLayer banner = new();
    private readonly OverlayLayer clock = new();
    private string? message;
    private DateTimeOffset? shownTime;
    private bool withDate;

    internal bool SetBanner(in PictureView canvas, string? next)
    {
        string? text = string.IsNullOrWhiteSpace(next) ? null : next.Trim();
        if (string.Equals(text, message, StringComparison.Ordinal))
        {
            return false;
        }

        message = text;
        Lift(canvas);
        Place(banner, text is null ? null : style.Captions.Banner(text, style.Canvas), margin: 0);
        return true;
    }

    internal bool SetClock(in PictureView canvas, DateTimeOffset? time, bool date)
    {
        DateTimeOffset? second = time is { } at ? new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), at.Offset) : null;
        if (second == shownTime && date == withDate)
        {
            return false;
        }

        (shownTime, withDate) = (second, date);
        Lift(canvas);
        string? text = second?.ToString(date ? "dd/MM/yyyy  HH:mm:ss" : "HH:mm:ss", CultureInfo.InvariantCulture);
        Place(clock, text is null ? null : style.Captions.Clock(text, style.Canvas), TextScale.Margin(style.Canvas));
        return true;
    }

    internal void Draw(in PictureView canvas)
    {
        banner.Draw(canvas);
        clock.Draw(canvas);
    }

    internal void Lift(in PictureView canvas)
    {
        clock.Lift(canvas);
        banner.Lift(canvas);
    }

    /// <summary>Says that the whole canvas was painted anew.</summary>
    internal void Forget()
    {
        clock.Forget();
        banner.Forget();
    }

    private void Place(OverlayLayer layer, Overlay? overlay, int margin)
    {
        bool fits = overlay is not null && overlay.Width + margin <= style.Canvas.Width && overlay.Height + margin <= style.Canvas.Height;
        layer.Set(fits ? overlay : null, fits ? style.Canvas.Width - margin - overlay!.Width : 0, margin);
    }
}
