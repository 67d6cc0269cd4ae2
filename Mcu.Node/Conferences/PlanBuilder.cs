using Mcu.Cascade.Meetings;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Sdp;
using Mcu.Core.Time;
using Mcu.Node.Media;

namespace Mcu.Node.Conferences;

/// <summary>Turns a conference's state and calls into what its two loops are to do. Pure, but for reading counters of the calls.</summary>
public static class PlanBuilder
{
    private const string OwnView = "own";
    private static readonly TimeSpan FirstPictureWithin = TimeSpan.FromSeconds(3);

    /// <summary>Who is heard, how loud, and who listens.</summary>
    public static AudioPlan Audio(LiveConference conference)
    {
        Conference state = conference.State;
        List<AudioPlanLeg> legs = [];
        foreach (LiveCall call in conference.Calls)
        {
            if (call is { Leg.Audio: { } audio, Session.Audio: { } session } && state.Find(call.Site) is { IsPresent: true } site)
            {
                bool isHeard = site.MayBeHeard && session.Direction.Receives();
                legs.Add(new AudioPlanLeg(
                    audio.Leg, site.GainDecibels, !isHeard, state.Floor.Holder == call.Site, session.Direction.Sends()));
            }
        }

        legs.AddRange(LinkedPlans.Sounds(conference.Links));
        return new AudioPlan(legs, conference.Recording);
    }

    /// <summary>Which views there are, and who gets which, encoded how.</summary>
    public static VideoPlan Video(LiveConference conference, ConferenceViews views, Instant now)
    {
        Dictionary<string, VideoPlanSite> sites = conference.State.Sites.ToDictionary(site => site.Site, site => SiteOf(conference, site, now), StringComparer.Ordinal);
        foreach ((string key, VideoPlanSite picture) in UnitPictures.Of(conference).Concat(ContentPlans.Sites(conference)))
        {
            sites[key] = picture;
        }

        VideoPlanTap? tap = conference.Recording is { } recording
            ? new VideoPlanTap(recording, EncoderClasses.OfConference(conference.State.Settings.Picture))
            : null;
        string? slides = ContentPlans.KeyOf(conference);
        ViewLegs legs = ViewLegs.Of(conference, views, slides);
        return new VideoPlan([.. WithSlides(conference, views, legs, slides, tap), .. People(conference, views, legs, slides is null ? tap : null, sites), .. LinkedPlans.Up(conference)], sites);
    }

    /// <summary>What a site's pane shows now.</summary>
    public static PaneStatus StatusOf(Participant site, LiveCall? call, Instant now) => site switch
    {
        { IsBeingCalled: true } => PaneStatus.Connecting,
        { IsPresent: false } => PaneStatus.NotConnected,
        { SignalLost: true } => PaneStatus.SignalLost,
        { SendsPicture: true } => PaneStatus.Live,
        _ => call?.Leg?.Video is not null && now - call.MediaSince < FirstPictureWithin ? PaneStatus.Connecting : PaneStatus.NoPicture,
    };

    // First, while there is one: what is recorded, and what operators look at, has the slides.
    private static IEnumerable<VideoPlanView> WithSlides(LiveConference conference, ConferenceViews views, ViewLegs legs, string? slides, VideoPlanTap? tap)
    {
        if (slides is not null && (legs.WithSlides.Count > 0 || tap is not null))
        {
            yield return ContentPlans.WithSlides(conference, slides, views, legs.WithSlides, tap);
        }

        if (slides is not null && legs.Slides.Count > 0)
        {
            yield return ContentPlans.Slides(conference, slides, legs.Slides);
        }
    }

    private static IEnumerable<VideoPlanView> People(
        LiveConference conference, ConferenceViews views, ViewLegs legs, VideoPlanTap? tap, Dictionary<string, VideoPlanSite> sites)
    {
        if (conference.Links.Program is { } program)
        {
            yield return LinkedPlans.Program(conference, program, [.. legs.Common, .. legs.Own], tap, sites);
            yield break;
        }

        yield return new VideoPlanView(views.Common, legs.Common, tap) { Banner = conference.Banner };
        if (views.Own is not null)
        {
            yield return new VideoPlanView(views.Own, legs.Own) { Id = OwnView, Banner = conference.Banner };
        }
    }

    private static VideoPlanSite SiteOf(LiveConference conference, Participant site, Instant now)
    {
        LiveCall? call = conference.CallOf(site.Site);
        return new VideoPlanSite(
            site.Title,
            site.Via is null ? site.IsPresent ? call?.Leg?.Video?.Receive.Source : null : conference.Links.Sources.GetValueOrDefault(site.Site),
            StatusOf(site, call, now),
            site.Mutes != MuteBits.None,
            conference.State.Floor.Holder == site.Site,
            conference.Speaker == site.Site && site.IsPresent);
    }
}
