using Mcu.Core.Composing;
using Mcu.Core.Srtp;

namespace Mcu.Core.Conferences;

/// <summary>What a conference is made with; layout, lock and end may change while it runs.</summary>
/// <param name="Name">The part before the @ of its SIP address: lower-case letters, digits and hyphens.</param>
/// <param name="Number">Digits that a room's remote control can dial; empty when it has none.</param>
/// <param name="Title">What people read, in Vietnamese as a rule.</param>
/// <param name="Layout">How the common picture is divided at the start.</param>
/// <param name="Picture">Size and rate of the composed picture.</param>
/// <param name="EndsAt">When it closes by itself; none: when an operator ends it.</param>
public sealed record ConferenceSettings(
    string Name,
    string Number,
    string Title,
    LayoutSpec Layout,
    PictureFormat Picture,
    DateTimeOffset? EndsAt = null)
{
    /// <summary>How many sites may be connected at once.</summary>
    public int MaxSites { get; init; } = 200;

    /// <summary>Whether media with its rooms is encrypted; none: as the node does.</summary>
    public SrtpPolicy? Srtp { get; init; }
}

/// <summary>Size and rate of a conference's composed picture.</summary>
/// <param name="Width">Columns: 640 to 1920, a multiple of 16.</param>
/// <param name="Height">Rows: 360 to 1080, even.</param>
/// <param name="FramesPerSecond">10 to 30.</param>
/// <param name="BitsPerSecond">64 kbit/s to 8 Mbit/s for one encoded picture.</param>
public sealed record PictureFormat(int Width = 1280, int Height = 720, int FramesPerSecond = 25, int BitsPerSecond = 1_500_000)
{
    /// <summary>The time from one composed picture to the next.</summary>
    public TimeSpan Interval => TimeSpan.FromTicks(TimeSpan.TicksPerSecond / FramesPerSecond);
}
