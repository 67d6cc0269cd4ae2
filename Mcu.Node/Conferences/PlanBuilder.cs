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
        VideoPlanView commonView = new(views.Common, common, tap);
        IReadOnlyList<VideoPlanView> all = views.Own is null ? [commonView] : [commonView, new VideoPlanView(views.Own, own) { Id = OwnView }];
        return new VideoPlan(all, conference.State.Sites.ToDictionary(site => site.Site, site => SiteOf(conference, site, now), StringComparer.Ordinal));
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

    private static VideoPlanSite SiteOf(LiveConference conference, Participant site, Instant now)
    {
        LiveCall? call = conference.CallOf(site.Site);
        return new VideoPlanSite(
            site.Title,
            site.IsPresent ? call?.Leg?.Video?.Receive.Source : null,
            StatusOf(site, call, now),
            site.Mutes != MuteBits.None,
            conference.State.Floor.Holder == site.Site,
            conference.Speaker == site.Site && site.IsPresent);
    }
}
