using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;

namespace Mcu.Node.Conferences;

/// <summary>The parts of a conference's plans that links with other nodes have. Pure.</summary>
public static class LinkedPlans
{
    /// <summary>The mixes of other nodes: heard always, and sent all but what came from them.</summary>
    public static IEnumerable<AudioPlanLeg> Sounds(LinkedMedia links) =>
        links.Sounds.Values.Select(leg => new AudioPlanLeg(leg, 0, IsMuted: false, HasFloor: false, Listens: true));

    /// <summary>
    /// The program from the node above, to all local rooms: as it came where codec, size and rate are the same, unless this node
    /// has something to say on it.
    /// </summary>
    public static VideoPlanView Program(
        LiveConference conference, VideoSource program, IReadOnlyList<VideoPlanLeg> legs, VideoPlanTap? tap, Dictionary<string, VideoPlanSite> sites)
    {
        PictureFormat picture = conference.State.Settings.Picture;
        sites[LinkedMedia.ProgramSite] = new VideoPlanSite("", program, PaneStatus.Live, IsMuted: false, HasFloor: false, Speaks: false);
        return new VideoPlanView(FullScreen(new CanvasSize(picture.Width, picture.Height), LinkedMedia.ProgramSite), legs, tap)
        {
            IsClean = true,
            Banner = conference.Banner,
            Passed = conference.Banner is null && conference.Links.ProgramClass is { } @class ? new VideoPlanStream(program, @class) : null,
        };
    }

    /// <summary>
    /// Pictures for the node above: single sites and units below clean, this node's own sites as a mosaic with their names. One
    /// for all that want it in one size.
    /// </summary>
    public static IEnumerable<VideoPlanView> Up(LiveConference conference) => conference.Links.PicturesUp.Values
        .GroupBy(picture => (picture.Site, picture.Leg.Class.Width, picture.Leg.Class.Height))
        .Select(same => Up(conference, same.Key.Site, new CanvasSize(same.Key.Width, same.Key.Height), [.. same.Select(picture => picture.Leg)]));

    /// <summary>The sites and units of other nodes that any view shows, each in the largest size.</summary>
    public static IReadOnlyDictionary<string, PictureSize> SeenElsewhere(LiveConference conference, VideoPlan plan)
    {
        Dictionary<string, PictureSize> seen = new(StringComparer.Ordinal);
        foreach (Pane pane in plan.Views.SelectMany(view => view.Layout.Panes))
        {
            if (pane.SiteId is { } site && IsToBeHad(conference, site))
            {
                var size = new PictureSize(pane.Rectangle.Width, pane.Rectangle.Height);
                seen[site] = seen.TryGetValue(site, out PictureSize known) ? PictureSize.Larger(known, size) : size;
            }
        }

        return seen;
    }

    /// <summary>One picture on the whole canvas.</summary>
    internal static LayoutPlan FullScreen(CanvasSize canvas, string site) =>
        new(canvas, [new Pane(new PaneRectangle(0, 0, canvas.Width, canvas.Height), site, PaneKind.Main)], pageCount: 1);

    private static bool IsToBeHad(LiveConference conference, string site) =>
        conference.State.Find(site) is { Via: not null, IsPresent: true, SendsPicture: true }
        || UnitPictures.IsToBeHad(conference, site)
        || ContentPlans.IsToBeHad(conference, site);

    // The mosaic has the sites of this node's roster only: never the program from above, in which it may be seen itself.
    private static VideoPlanView Up(LiveConference conference, string site, CanvasSize canvas, IReadOnlyList<VideoPlanLeg> legs) =>
        new(site == UnitPicture.Own ? conference.Mosaic(canvas) : FullScreen(canvas, site), legs)
        {
            Id = $"up:{site}:{canvas.Width}x{canvas.Height}",
            IsClean = site != UnitPicture.Own,
            HasClock = false,
        };
}
