using Mcu.Core.Composing;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences;

/// <summary>
/// Decides which pictures a conference needs: one for all and, where that shows a site full screen, one more for that
/// site. Owned by the control loop; plans are immutable and handed to the video loop whole.
/// </summary>
public sealed class ViewPlanner(Conference conference, TimeSpan patrolPeriod)
{
    private readonly Patrol patrol = new(patrolPeriod);
    private LayoutPlan? common;
    private LayoutPlan? own;
    private LayoutPlan? withContent;
    private string? speaker;
    private string? previousSpeaker;

    /// <summary>When <see cref="Plan"/> is due again although nothing changed.</summary>
    public Instant NextDeadline => patrol.NextDeadline;

    /// <summary>Who is heard as the speaker; null before anybody spoke.</summary>
    public string? ActiveSpeaker => speaker;

    /// <summary>Notes another active speaker. False when it is the same.</summary>
    public bool SpeakerIs(string site)
    {
        if (speaker == site)
        {
            return false;
        }

        (previousSpeaker, speaker) = (speaker, site);
        return true;
    }

    /// <summary>Plans the views for the conference as it is now.</summary>
    /// <param name="now">The present.</param>
    /// <param name="slides">The key of the slides that are shown; null: none are.</param>
    public ConferenceViews Plan(Instant now, string? slides = null)
    {
        var canvas = new CanvasSize(conference.Settings.Picture.Width, conference.Settings.Picture.Height);
        LayoutInput input = Input();
        string? ownFor = LayoutPlanner.SiteWithOwnView(conference.Layout, input);
        LayoutViewKind kind = OwnKind(ownFor);
        LayoutPlan nextCommon = LayoutPlanner.Plan(conference.Layout, canvas, input, common);
        LayoutPlan? nextOwn = ownFor is null ? null : LayoutPlanner.Plan(conference.Layout, canvas, input with { View = kind }, own);
        LayoutPlan? nextWithContent = slides is null ? null : LayoutPlanner.PlanContent(slides, canvas, input, withContent);
        (common, own, withContent) = (nextCommon, nextOwn, nextWithContent);
        if (patrol.Advance(now, Math.Max(nextCommon.PageCount, Math.Max(nextOwn?.PageCount ?? 1, nextWithContent?.PageCount ?? 1))))
        {
            return Plan(now, slides);
        }

        ConferenceViews views = nextOwn is null || nextOwn.Equals(nextCommon)
            ? new ConferenceViews(nextCommon, null, null)
            : new ConferenceViews(nextCommon, nextOwn, ownFor);
        return views with { WithContent = nextWithContent };
    }

    /// <summary>
    /// The common view on another canvas, for a node above that shows this one's sites as one picture. Call after
    /// <see cref="Plan"/>: sites sit where they do there.
    /// </summary>
    public LayoutPlan Mosaic(CanvasSize canvas) => LayoutPlanner.Plan(conference.Layout, canvas, Input(), common);

    private LayoutViewKind OwnKind(string? ownFor) =>
        ownFor is not null && conference.Find(ownFor)?.Role == SiteRole.Chair ? LayoutViewKind.Chair : LayoutViewKind.Speaker;

    private LayoutInput Input() => new()
    {
        Sites = [.. conference.Sites.Select(site => new LayoutSite(site.Site, site.Role, site.IsPresent, site.SendsPicture))],
        FloorHolder = conference.Floor.Holder,
        ActiveSpeaker = speaker,
        PreviousSpeaker = previousSpeaker,
        Focus = conference.FocusedSite,
        PatrolPage = patrol.Page,
    };
}

/// <summary>The pictures that a conference needs now.</summary>
/// <param name="Common">What everybody sees.</param>
/// <param name="Own">What <paramref name="OwnFor"/> sees instead; none when it sees the common picture too.</param>
/// <param name="OwnFor">The site that the common picture shows full screen.</param>
public sealed record ConferenceViews(LayoutPlan Common, LayoutPlan? Own, string? OwnFor)
{
    /// <summary>What rooms without a second screen see while slides are shown; none: no slides are.</summary>
    public LayoutPlan? WithContent { get; init; }
}
