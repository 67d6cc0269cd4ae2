using Mcu.Cascade.Meetings;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Node.Control;
using SiteState = Mcu.Core.Conferences.SiteState;

namespace Mcu.Node.Conferences;

/// <summary>Conferences and sites as the API shows them.</summary>
public static class InfoMapping
{
    /// <summary>A conference in one line.</summary>
    public static ConferenceInfo Info(LiveConference conference)
    {
        Conference state = conference.State;
        ConferenceSettings settings = state.Settings;
        return new ConferenceInfo(
            conference.Id,
            settings.Title,
            settings.Number,
            settings.Name,
            StateOf(state),
            state.IsLocked,
            LayoutSites.ToTitles(conference, state.Layout),
            new VideoSpec(settings.Picture.Width, settings.Picture.Height, settings.Picture.FramesPerSecond, settings.Picture.BitsPerSecond / 1000),
            state.Sites.Count(site => site.IsPresent),
            state.Sites.Count,
            conference.CreatedAt,
            state.EndsAt,
            TitleOf(state, state.Floor.Holder),
            LayoutSites.TitleOf(conference, state.FocusedSite),
            conference.Recording is not null,
            state.Chair?.Title,
            state.Message,
            Srtp: settings.Srtp,
            ContentSite: ContentPlans.PresenterOf(conference));
    }

    /// <summary>A conference with all that is in it.</summary>
    public static ConferenceDetails Details(LiveConference conference) => new(
        Info(conference),
        [.. conference.State.Sites.OrderBy(site => site.State == SiteState.Expected).Select(site => Site(conference, site))],
        Floor(conference),
        conference.Recording is { } recording ? Recording(recording, stoppedAt: null) : null,
        conference.FrameRate);

    /// <summary>A site with what was measured over the last second.</summary>
    public static SiteInfo Site(LiveConference conference, Participant site)
    {
        if (site.Via is not null && conference.Links.Measured.TryGetValue(site.Site, out SiteInfo? elsewhere))
        {
            return Elsewhere(conference, site, elsewhere);
        }

        Conference state = conference.State;
        LiveCall? call = conference.CallOf(site.Site);
        var info = new SiteInfo(site.Site, site.Title, AddressOf(site, call), StateOf(site))
        {
            Direction = call is null ? SiteDirection.Unknown : call.Sip.IsIncoming ? SiteDirection.DialedIn : SiteDirection.DialedOut,
            Muted = (site.Mutes & ~MuteBits.Self) != MuteBits.None,
            SelfMuted = site.Mutes.HasFlag(MuteBits.Self),
            GainDb = site.GainDecibels,
            OnFloor = state.Floor.Holder == site.Site,
            Speaking = conference.Speaker == site.Site && site.IsPresent,
            ConnectedAt = call?.ConnectedAt,
            Chair = site.Role == SiteRole.Chair,
            HasSlides = site.OffersSlides,
            Presenting = state.Presenter == site.Site,
            Reason = site.LeftBecause.Length > 0 ? site.LeftBecause : null,
        };
        return call?.Leg is { } leg ? Measured(info, call, leg) : info;
    }

    /// <summary>A site as it is, for an act that has nothing left to do.</summary>
    public static ControlResult<SiteInfo> Here(LiveConference conference, Participant site) => Site(conference, site);

    /// <summary>Who has the floor and who waits.</summary>
    public static FloorInfo Floor(LiveConference conference)
    {
        Conference state = conference.State;
        return new FloorInfo(
            TitleOf(state, state.Floor.Holder),
            conference.FloorTimes.GivenAt,
            [.. state.Floor.Queue.Select(site => new FloorWaiter(TitleOf(state, site)!, conference.FloorTimes.RequestedAt(site)))]);
    }

    /// <summary>Whose slides are shown, and who has some.</summary>
    public static ContentInfo Content(LiveConference conference)
    {
        Conference state = conference.State;
        return new ContentInfo(
            ContentPlans.PresenterOf(conference),
            [.. state.Sites.Where(site => site.OffersSlides && site.Site != state.Presenter).Select(site => site.Title)]);
    }

    /// <summary>A recording.</summary>
    public static RecordingInfo Recording(ConferenceRecording recording, DateTimeOffset? stoppedAt) =>
        new(recording.Path, recording.File, recording.StartedAt, stoppedAt, recording.BytesWritten);

    // What this node decides itself, over what the site's own node reports.
    private static SiteInfo Elsewhere(LiveConference conference, Participant site, SiteInfo reported) => reported with
    {
        Id = site.Site,
        Name = site.Title,
        Unit = SitePath.UnitOf(site.Site),
        State = StateOf(site),
        Muted = (site.Mutes & ~MuteBits.Self) != MuteBits.None,
        SelfMuted = site.Mutes.HasFlag(MuteBits.Self),
        OnFloor = conference.State.Floor.Holder == site.Site,
        Speaking = conference.Speaker == site.Site && site.IsPresent,
        Chair = site.Role == SiteRole.Chair,
        HasSlides = site.OffersSlides,
        Presenting = conference.State.Presenter == site.Site,
    };

    private static SiteInfo Measured(SiteInfo info, LiveCall call, Media.MediaLeg leg) => info with
    {
        AudioIn = call.Meter.AudioIn(leg),
        AudioOut = call.Meter.AudioOut(leg),
        VideoIn = call.Meter.VideoIn(leg),
        VideoOut = call.Meter.VideoOut(leg, call.ViewClass.Width, call.ViewClass.Height),
        SlidesIn = call.Slides is { } slides ? call.Meter.SlidesIn(slides) : null,
        SlidesOut = call.Slides is { } shown ? call.Meter.SlidesOut(shown, call.SlidesClass.Width, call.SlidesClass.Height) : null,
        RttMs = new[] { leg.Audio?.RoundTripMs ?? -1, leg.Video?.RoundTripMs ?? -1 }.Where(ms => ms >= 0).Select(ms => (double?)ms).FirstOrDefault(),
        Srtp = SuiteOf(call.Session),
        LevelDbfs = leg.Audio?.Leg.LevelDbfs ?? SiteInfo.Silence,
    };

    // Encrypted is what all its media are.
    private static string? SuiteOf(NegotiatedSession? session)
    {
        bool hasClear = session is { Audio: { Srtp: null } } or { Video: { Srtp: null } } or { Slides: { Srtp: null } };
        return hasClear ? null : (session?.Audio?.Srtp ?? session?.Video?.Srtp)?.Profile.Name;
    }

    private static string? AddressOf(Participant site, LiveCall? call) => site.Address ?? call?.Sip.Dialog?.RemoteTarget;

    private static string? TitleOf(Conference state, string? site) => site is null ? null : state.Find(site)?.Title ?? site;

    private static ConferenceState StateOf(Conference state) => state switch
    {
        { IsEnded: true } => ConferenceState.Ended,
        _ when state.Sites.Any(site => site.IsPresent) => ConferenceState.Running,
        _ => ConferenceState.Waiting,
    };

    /// <summary>Where a site is in its call.</summary>
    public static Control.SiteState StateOf(Participant site) => site.State switch
    {
        SiteState.Expected => Control.SiteState.Expected,
        SiteState.Calling => Control.SiteState.Calling,
        SiteState.Ringing => Control.SiteState.Ringing,
        SiteState.Held => Control.SiteState.OnHold,
        SiteState.Left => Control.SiteState.Disconnected,
        _ when site.SignalLost => Control.SiteState.SignalLost,
        _ => Control.SiteState.Connected,
    };
}
