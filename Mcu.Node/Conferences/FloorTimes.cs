using Mcu.Core.Conferences;

namespace Mcu.Node.Conferences;

/// <summary>Since when sites have had the floor or waited for it, for the operators' tables.</summary>
public sealed class FloorTimes
{
    private readonly Dictionary<string, DateTimeOffset> requested = new(StringComparer.Ordinal);

    /// <summary>Since when the holder has had it.</summary>
    public DateTimeOffset? GivenAt { get; private set; }

    /// <summary>Since when a site has waited.</summary>
    public DateTimeOffset RequestedAt(string site) => requested.GetValueOrDefault(site);

    /// <summary>Notes what concerns the floor.</summary>
    public void Note(ConferenceEvent happened, DateTimeOffset at)
    {
        switch (happened.Kind)
        {
            case ConferenceEventKind.FloorRequested:
                requested[happened.Site] = at;
                break;
            case ConferenceEventKind.FloorGiven:
                requested.Remove(happened.Site);
                GivenAt = at;
                break;
            case ConferenceEventKind.FloorTaken:
                GivenAt = null;
                break;
            case ConferenceEventKind.FloorRequestCanceled or ConferenceEventKind.SiteLeft:
                requested.Remove(happened.Site);
                break;
        }
    }
}
