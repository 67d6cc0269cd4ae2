namespace Mcu.Core.Composing;

/// <summary>How a site appears in its pane, besides its picture.</summary>
/// <param name="Title">Its name as people read it; composed or decomposed Unicode.</param>
/// <param name="Status">Whether its pictures come, and if not, why.</param>
public readonly record struct SiteLook(string Title, PaneStatus Status)
{
    /// <summary>Show the mute sign.</summary>
    public bool Muted { get; init; }

    /// <summary>Show that it has the floor.</summary>
    public bool HasFloor { get; init; }

    /// <summary>Its picture has captions of its own at the bottom: the name goes to the top.</summary>
    public bool CaptionOnTop { get; init; }

    /// <summary>Show the speaker's frame.</summary>
    public bool Speaking { get; init; }
}
