using Mcu.Core.Composing;

namespace Mcu.Core.Conferences;

/// <summary>
/// All of a conference's control state as plain data, so that another node can go on with it:
/// <see cref="Conference.Image"/> makes it, and a conference is made of it.
/// </summary>
/// <param name="Settings">What it was made with.</param>
/// <param name="Layout">The layout of the common picture.</param>
public sealed record ConferenceImage(ConferenceSettings Settings, LayoutSpec Layout)
{
    /// <summary>All sites in the roster's order.</summary>
    public IReadOnlyList<Participant> Sites { get; init; } = [];

    /// <summary>Who has the floor; null: nobody.</summary>
    public string? FloorHolder { get; init; }

    /// <summary>Who waits for it, first come first.</summary>
    public IReadOnlyList<string> FloorQueue { get; init; } = [];

    /// <summary>The site whose slides are shown; null: none are.</summary>
    public string? Presenter { get; init; }

    /// <summary>The site that all see full screen; null: the layout decides.</summary>
    public string? FocusedSite { get; init; }

    /// <summary>Whether only bound sites may still join.</summary>
    public bool IsLocked { get; init; }

    /// <summary>The line of text on all pictures; null: none.</summary>
    public string? Message { get; init; }

    /// <summary>When it closes by itself; null: when an operator ends it.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The file that is being recorded; null: none.</summary>
    public string? RecordingFile { get; init; }
}
