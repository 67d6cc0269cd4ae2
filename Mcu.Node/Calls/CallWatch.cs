using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Sdp;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.Node.Media;

namespace Mcu.Node.Calls;

/// <summary>
/// Looks after calls by the clock: notices a first picture, a picture that stopped, a room that vanished without BYE, a line
/// that got worse. Belongs to the control loop.
/// </summary>
public sealed class CallWatch(CallDirector director, ConferenceRegistry registry, TimeSpan rtpTimeout)
{
    private readonly SignalJudge judge = new(rtpTimeout);
    private readonly Dictionary<LiveConference, (long Frames, Instant At)> frames = [];

    /// <summary>Looks at every call; ten times a second.</summary>
    public void Look(Instant now)
    {
        foreach (LiveCall call in director.Calls.ToArray())
        {
            if (call.Leg is { } leg && call.Conference.State.Find(call.Site) is { IsPresent: true } site)
            {
                Look(call, leg, site, now);
            }
        }
    }

    /// <summary>Measures every call and conference; once a second.</summary>
    public void Measure(Instant now)
    {
        foreach (LiveCall call in director.Calls)
        {
            if (call.Leg is { } leg)
            {
                call.Meter.Sample(leg, call.Slides, now);
                if (NeedsOtherClass(call, leg))
                {
                    call.Conference.Replan(now);
                }
            }
        }

        foreach (LiveConference conference in registry.All)
        {
            Measure(conference, now);
        }
    }

    private void Look(LiveCall call, MediaLeg leg, Participant site, Instant now)
    {
        bool isExpected = site.State == SiteState.Connected && site.Role != SiteRole.Watcher;
        SignalVerdict verdict = isExpected ? judge.Judge(MediaSigns.Of(call, leg), now) : SignalVerdict.Present;
        if (verdict == SignalVerdict.Gone)
        {
            director.Hangup(call, CallReasons.NoMedia, now);
            return;
        }

        bool sendsPicture = leg.Video is { Receive.Units: > 0 };
        bool isLost = verdict == SignalVerdict.Lost;
        if (sendsPicture != site.SendsPicture || isLost != site.SignalLost)
        {
            CommandOutcome outcome = call.Conference.Apply(new ConferenceCommand.Signal(call.Site, sendsPicture, isLost), now);
            if (outcome.Events.Count == 0)
            {
                call.Conference.Replan(now);
            }
        }

        LookAtSlides(call, site, now);
        PaneStatus status = PlanBuilder.StatusOf(call.Conference.State.Find(call.Site)!, call, now);
        if (status != call.Shown)
        {
            call.Shown = status;
            call.Conference.Replan(now);
        }
    }

    private static void LookAtSlides(LiveCall call, Participant site, Instant now)
    {
        if (call.Floor is { } floor)
        {
            floor.Follow(now);
            if (floor.IsUsed)
            {
                return;
            }
        }

        bool maySend = site.Role != SiteRole.Watcher && call.Session?.Slides is { } agreed && agreed.Direction.Receives();
        VideoStream? stream = call.Slides?.Stream;
        bool hasSlides = SlidesJudge.HasSlides(
            site.OffersSlides, maySend && stream is not null, call.MediaSince, stream?.HeardAt ?? Instant.Distant, stream is { Receive.Units: > 0 }, now);
        if (hasSlides != site.OffersSlides)
        {
            call.Conference.OfferSlides(call.Site, hasSlides, now);
        }
    }

    private static bool NeedsOtherClass(LiveCall call, MediaLeg leg)
    {
        PictureFormat picture = call.Conference.State.Settings.Picture;
        bool ofPicture = call.Session?.Video is { } session && session.Direction.Sends() && leg.Video is { } video
            && EncoderClasses.For(picture, video) != call.ViewClass;
        bool ofSlides = call is { Slides.Stream: { } stream, SlidesClass: { Width: > 0 } used } && EncoderClasses.For(ContentFormat.In(picture), stream) != used;
        return ofPicture || ofSlides;
    }

    private void Measure(LiveConference conference, Instant now)
    {
        long count = conference.Media.Video.Frames;
        if (frames.TryGetValue(conference, out (long Frames, Instant At) before))
        {
            conference.FrameRate = (count - before.Frames) / (now - before.At).TotalSeconds;
        }

        frames[conference] = (count, now);
        foreach (LiveConference gone in frames.Keys.Where(known => known.State.IsEnded).ToArray())
        {
            frames.Remove(gone);
        }
    }
}
