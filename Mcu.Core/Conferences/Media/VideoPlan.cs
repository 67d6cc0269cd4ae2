using Mcu.Core.Composing;

namespace Mcu.Core.Conferences.Media;

/// <summary>What the video loop is to do in a conference: immutable, and replaced as a whole by the control loop.</summary>
/// <param name="Views">The pictures to compose: the common one first.</param>
/// <param name="Sites">What is known of each site on the roster, by its key.</param>
public sealed record VideoPlan(IReadOnlyList<VideoPlanView> Views, IReadOnlyDictionary<string, VideoPlanSite> Sites)
{
    /// <summary>Nothing to show to nobody.</summary>
    public static VideoPlan Empty { get; } = new([], new Dictionary<string, VideoPlanSite>(StringComparer.Ordinal));
}

/// <summary>One composed picture and who gets it. A view of the same <see cref="Id"/> and canvas in the next plan goes on as it is.</summary>
/// <param name="Layout">Where each site is shown.</param>
/// <param name="Legs">Who gets it, and encoded how.</param>
/// <param name="Recording">Takes what one encoder makes, while a recording runs.</param>
public sealed record VideoPlanView(LayoutPlan Layout, IReadOnlyList<VideoPlanLeg> Legs, VideoPlanTap? Recording = null)
{
    /// <summary>The picture that all see who have none of their own.</summary>
    public const string Common = "common";

    /// <summary>Unique in the plan.</summary>
    public string Id { get; init; } = Common;

    /// <summary>Pictures only: no names, no signs, no clock. Another node composes it further, or has composed it.</summary>
    public bool IsClean { get; init; }

    /// <summary>Whether the local time is shown; never in a clean view.</summary>
    public bool HasClock { get; init; } = true;

    /// <summary>A stream that shows just this view: legs of its class are sent it as it is. None: all is encoded here.</summary>
    public VideoPlanStream? Passed { get; init; }

    /// <summary>A line of text across the top; none: nothing is to be said.</summary>
    public string? Banner { get; init; }
}

/// <summary>One receiver of a view.</summary>
/// <param name="Path">Its packets' way out.</param>
/// <param name="Class">How its picture is encoded.</param>
public sealed record VideoPlanLeg(VideoSendPath Path, EncoderClass Class);

/// <summary>A stream that needs no encoding.</summary>
/// <param name="Source">Whence it comes.</param>
/// <param name="Class">What it is.</param>
public sealed record VideoPlanStream(VideoSource Source, EncoderClass Class);

/// <summary>A taker of access units that has no leg.</summary>
/// <param name="Tap">Who takes them.</param>
/// <param name="Class">How they are encoded.</param>
public sealed record VideoPlanTap(IVideoTap Tap, EncoderClass Class);

/// <summary>One site as it is shown.</summary>
/// <param name="Title">Its name in the caption.</param>
/// <param name="Source">Its pictures; none when it has no call or sends none.</param>
/// <param name="Status">What its pane says while there is no picture.</param>
/// <param name="IsMuted">The mute sign is shown.</param>
/// <param name="HasFloor">It has the floor.</param>
/// <param name="Speaks">It is the active speaker.</param>
public sealed record VideoPlanSite(string Title, VideoSource? Source, PaneStatus Status, bool IsMuted, bool HasFloor, bool Speaks)
{
    /// <summary>Whether it is a whole unit: its picture is composed already, with captions at the bottom.</summary>
    public bool IsUnit { get; init; }
}

/// <summary>Takes every access unit of one encoder, on the video loop's thread.</summary>
public interface IVideoTap
{
    /// <summary>One access unit; the bytes are valid during the call, which must not wait. False asks for a key frame.</summary>
    bool OnAccessUnit(ReadOnlySpan<byte> accessUnit, bool isKeyFrame, Time.Instant capturedAt);
}
