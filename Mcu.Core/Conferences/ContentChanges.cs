using static Mcu.Core.Conferences.ConferenceEventKind;

namespace Mcu.Core.Conferences;

/// <summary>
/// Whose slides (trình chiếu) are shown: one site's at most. The newest wins, and whoever was shown before is not shown again by
/// itself.
/// </summary>
internal sealed class ContentChanges(Roster roster)
{
    /// <summary>The site whose slides are shown; null: none are.</summary>
    internal string? Presenter { get; set; }

    internal CommandOutcome Offer(ConferenceCommand.OfferSlides offer)
    {
        if (roster.Find(offer.Site) is not { IsPresent: true } site)
        {
            return CommandOutcome.Refused(roster.Find(offer.Site) is null ? Refusal.UnknownSite : Refusal.SiteNotPresent);
        }

        uint begun = offer.On && !site.OffersSlides ? site.SlidesBegun + 1 : site.SlidesBegun;
        roster.Put(site with { OffersSlides = offer.On, SlidesBegun = begun });
        return offer.On || !Leave(offer.Site) ? CommandOutcome.Nothing : CommandOutcome.Done(ContentStopped, offer.Site);
    }

    internal CommandOutcome Present(string site) => roster.Find(site) switch
    {
        null => CommandOutcome.Refused(Refusal.UnknownSite),
        { IsPresent: false } => CommandOutcome.Refused(Refusal.SiteNotPresent),
        { OffersSlides: false } => CommandOutcome.Refused(Refusal.NoSlides),
        _ when Presenter == site => CommandOutcome.Nothing,
        _ => Show(site),
    };

    internal CommandOutcome Stop()
    {
        if (Presenter is not { } presenter)
        {
            return CommandOutcome.Refused(Refusal.ContentFree);
        }

        Presenter = null;
        return CommandOutcome.Done(ContentStopped, presenter);
    }

    /// <summary>A site has nothing to show any more. True when it was shown.</summary>
    internal bool Leave(string site)
    {
        bool wasShown = Presenter == site;
        Presenter = wasShown ? null : Presenter;
        return wasShown;
    }

    private CommandOutcome Show(string site)
    {
        string former = Presenter ?? "";
        Presenter = site;
        return CommandOutcome.Done(ContentStarted, site, former: former);
    }
}
