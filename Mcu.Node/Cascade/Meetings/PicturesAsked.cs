using Mcu.Core.Composing;
using Mcu.Node.Conferences;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>Whether a conference has the picture that the node above asks for.</summary>
internal static class PicturesAsked
{
    /// <summary>Why it cannot be given, in the words of <c>SubscriptionState.refused</c>; empty: it can.</summary>
    /// <param name="conference">The conference here.</param>
    /// <param name="key">A site's key here, or that of a unit's picture or of a site's slides.</param>
    public static string WhyNot(LiveConference conference, string key) => UnitPicture.UnitOf(key) switch
    {
        null when ContentPicture.SiteOf(key) is { } presenter => WhyNotSlides(conference, presenter),
        null => WhyNotSite(conference, key),
        "" => conference.State.Sites.Any(site => site.IsPresent) ? "" : "NO_PICTURE",
        { } unit => WhyNotUnit(conference, key, unit),
    };

    private static string WhyNotSite(LiveConference conference, string site) => conference.State.Find(site) switch
    {
        null => "UNKNOWN_SITE",
        { IsPresent: false } or { SendsPicture: false } => "NO_PICTURE",
        _ => "",
    };

    private static string WhyNotSlides(LiveConference conference, string site) => conference.State.Find(site) switch
    {
        null => "UNKNOWN_SITE",
        { IsPresent: true, OffersSlides: true } => "",
        _ => "NO_PICTURE",
    };

    private static string WhyNotUnit(LiveConference conference, string key, string unit) => conference.Links.Units.GetValueOrDefault(unit) switch
    {
        null => "UNKNOWN_SITE",
        { GivesMosaic: false } => "UNSUPPORTED",
        _ => UnitPictures.IsToBeHad(conference, key) ? "" : "NO_PICTURE",
    };
}
