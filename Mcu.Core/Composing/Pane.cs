namespace Mcu.Core.Composing;

/// <summary>How much a pane weighs in its layout.</summary>
public enum PaneKind
{
    /// <summary>One of several equals.</summary>
    Small,

    /// <summary>The picture that the layout is about.</summary>
    Main,
}

/// <summary>One place of a layout.</summary>
/// <param name="Rectangle">Where it is on the canvas; even numbers.</param>
/// <param name="SiteId">Whose picture it shows; null when it is free.</param>
/// <param name="Kind">Main or small.</param>
public sealed record Pane(PaneRectangle Rectangle, string? SiteId, PaneKind Kind);
