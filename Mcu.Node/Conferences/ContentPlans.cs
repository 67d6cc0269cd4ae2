using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;

namespace Mcu.Node.Conferences;

/// <summary>
/// The parts of a conference's plans that show slides (trình chiếu): alone to who has a second screen or is another node, and large
/// in the picture of all others. Who presents sees people. Pure.
/// </summary>
internal static class ContentPlans
{
    private const string SlidesView = "slides";
    private const string WithSlidesView = "with-slides";

    /// <summary>The key of the slides that are shown here; null: none are.</summary>
    public static string? KeyOf(LiveConference conference) => conference.State.Presenter is { } presenter
        ? ContentPicture.KeyOf(presenter)
        : conference.Links.Content is null ? null : LinkedMedia.ContentSite;

    /// <summary>The name of the site that presents, wherever it is; null: nobody does.</summary>
    public static string? PresenterOf(LiveConference conference) => conference.State.Presenter is { } presenter
        ? conference.State.Find(presenter)?.Title ?? presenter
        : conference.Links.ContentName.Length > 0 ? conference.Links.ContentName : null;

    /// <summary>All slides as plans know them, by key: those shown here, and those asked for by the node above.</summary>
    public static IEnumerable<KeyValuePair<string, VideoPlanSite>> Sites(LiveConference conference) => conference.Links.PicturesUp.Values
        .Select(picture => picture.Site)
        .Where(key => ContentPicture.SiteOf(key) is not null)
        .Append(KeyOf(conference))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)
        .Select(key => new KeyValuePair<string, VideoPlanSite>(key, SiteOf(conference, key)));

    /// <summary>Slides alone, without names or signs.</summary>
    public static VideoPlanView Slides(LiveConference conference, string key, IReadOnlyList<VideoPlanLeg> legs)
    {
        PictureFormat format = ContentFormat.In(conference.State.Settings.Picture);
        return new VideoPlanView(LinkedPlans.FullScreen(new CanvasSize(format.Width, format.Height), key), legs)
        {
            Id = SlidesView,
            IsClean = true,
            Passed = key == LinkedMedia.ContentSite ? new VideoPlanStream(conference.Links.Content!, EncoderClasses.OfConference(format)) : null,
        };
    }

    /// <summary>Slides large, and small the sites of this conference or, below another node, its program.</summary>
    public static VideoPlanView WithSlides(LiveConference conference, string key, ConferenceViews views, IReadOnlyList<VideoPlanLeg> legs, VideoPlanTap? tap)
    {
        PictureFormat picture = conference.State.Settings.Picture;
        bool isBelow = conference.Links.Program is not null;
        LayoutPlan layout = isBelow
            ? LayoutPlanner.PlanContent(key, new CanvasSize(picture.Width, picture.Height), LinkedMedia.ProgramSite)
            : views.WithContent!;
        return new VideoPlanView(layout, legs, tap) { Id = WithSlidesView, Banner = conference.Banner, HasClock = !isBelow };
    }

    /// <summary>Whether slides of another node can be asked for now.</summary>
    public static bool IsToBeHad(LiveConference conference, string key) =>
        ContentPicture.SiteOf(key) is { } site && conference.State.Find(site) is { Via: not null, IsPresent: true, OffersSlides: true };

    private static VideoPlanSite SiteOf(LiveConference conference, string key)
    {
        VideoSource? source = SourceOf(conference, key);
        string? title = ContentPicture.SiteOf(key) is { } site ? conference.State.Find(site)?.Title : conference.Links.ContentName;
        return new VideoPlanSite(title ?? "", source, source is null ? PaneStatus.Connecting : PaneStatus.Live, IsMuted: false, HasFloor: false, Speaks: false);
    }

    private static VideoSource? SourceOf(LiveConference conference, string key) => ContentPicture.SiteOf(key) is not { } site
        ? conference.Links.Content
        : conference.CallOf(site)?.Slides?.Stream.Receive.Source ?? conference.Links.Sources.GetValueOrDefault(key);
}
