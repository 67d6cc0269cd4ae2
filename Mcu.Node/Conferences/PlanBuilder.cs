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
        PictureFormat picture = conference.State.Settings.Picture;
        List<VideoPlanLeg> common = [];
        List<VideoPlanLeg> own = [];
        foreach (LiveCall call in conference.Calls)
        {
            if (call is { Leg.Video: { } video, Session.Video: { } session } && session.Direction.Sends()
                && conference.State.Find(call.Site) is { IsPresent: true })
            {
                EncoderClass @class = EncoderClasses.For(picture, video);
                call.ViewClass = @class;
                (call.Site == views.OwnFor ? own : common).Add(new VideoPlanLeg(video.Send, @class));
            }
        }

        VideoPlanTap? tap = conference.Recording is { } recording ? new VideoPlanTap(recording, EncoderClasses.OfConference(picture)) : null;
        Dictionary<string, VideoPlanSite> sites = conference.State.Sites.ToDictionary(site => site.Site, site => SiteOf(conference, site, now), StringComparer.Ordinal);
        foreach ((string key, VideoPlanSite unit) in UnitPictures.Of(conference))
        {
            sites[key] = unit;
        }

        return new VideoPlan(
            conference.Links.Program is { } program
                ? [LinkedPlans.Program(conference, program, [.. common, .. own, .. conference.Links.ProgramsDown.Values], tap, sites), .. LinkedPlans.Up(conference)]
                : [.. Composed(conference, views, common, own, tap), .. LinkedPlans.Up(conference)],
            sites);
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

    private static IEnumerable<VideoPlanView> Composed(
        LiveConference conference, ConferenceViews views, List<VideoPlanLeg> common, List<VideoPlanLeg> own, VideoPlanTap? tap)
    {
        foreach ((string node, VideoPlanLeg leg) in conference.Links.ProgramsDown)
        {
            bool showsItself = views.OwnFor is { } shown && SitePath.FirstNode(shown) == node;
            (showsItself && views.Own is not null ? own : common).Add(leg);
        }

        yield return new VideoPlanView(views.Common, common, tap) { Banner = conference.Banner };
        if (views.Own is not null)
        {
            yield return new VideoPlanView(views.Own, own) { Id = OwnView, Banner = conference.Banner };
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
