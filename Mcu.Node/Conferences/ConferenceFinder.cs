using Mcu.Core.Conferences;
using Mcu.Node.Control;

namespace Mcu.Node.Conferences;

/// <summary>Finds what operators name, and does something with it. Belongs to the control loop.</summary>
public sealed class ConferenceFinder(ConferenceRegistry registry)
{
    /// <summary>Does something with the conference of a name, number or id.</summary>
    public ControlResult<T> With<T>(string query, Func<LiveConference, ControlResult<T>> act) =>
        ControlLookup.Conference(registry.All, query, conference => conference.Keys) switch
        {
            { Error: { } error } => error,
            { Value: { } conference } => act(conference),
        };

    /// <summary>Does something with a site of a conference.</summary>
    public ControlResult<T> WithSite<T>(string query, string site, Func<LiveConference, Participant, ControlResult<T>> act) =>
        With(query, conference => Site(conference, site) switch
        {
            { Error: { } error } => error,
            { Value: { } participant } => act(conference, participant),
        });

    /// <summary>Whether a name is a site's whose room has called another node.</summary>
    public bool IsElsewhere(string query, string site) =>
        With(query, conference => Site(conference, site)).TryGet(out Participant? found, out _) && found.Via is not null;

    /// <summary>A site of a conference.</summary>
    public static ControlResult<Participant> Site(LiveConference conference, string query) => ControlLookup.Site(
        conference.State.Sites, query, conference.State.Settings.Title, SiteKeys.Of);
}
