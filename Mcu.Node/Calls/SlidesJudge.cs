using Mcu.Core.Time;

namespace Mcu.Node.Calls;

/// <summary>
/// Whether a room without floor control has slides to show: it agreed to send them, whole pictures came, and packets still do.
/// </summary>
public static class SlidesJudge
{
    private static readonly TimeSpan EndAfter = TimeSpan.FromSeconds(5); // a still page is repeated rarely

    /// <summary>Whether it has some now.</summary>
    /// <param name="had">Whether it had some a moment ago, here or at another node.</param>
    /// <param name="maySend">Whether its session lets it send slides.</param>
    /// <param name="since">When its media began, or came back from hold.</param>
    /// <param name="heardAt">When its last packet of slides came; <see cref="Instant.Distant"/>: none yet.</param>
    /// <param name="hasPicture">Whether a whole picture came.</param>
    /// <param name="now">The present.</param>
    public static bool HasSlides(bool had, bool maySend, Instant since, Instant heardAt, bool hasPicture, Instant now) =>
        maySend && (had || hasPicture) && now - (had ? Instant.Later(since, heardAt) : heardAt) < EndAfter;
}
