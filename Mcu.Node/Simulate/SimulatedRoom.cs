using System.Net;
using Mcu.Core.Buffers;
using Mcu.Core.Mixing;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Node.Net;
using Mcu.Node.Simulate.Media;
using Mcu.Node.Simulate.Pictures;
using Mcu.Node.Simulate.Sip;
using Mcu.Node.Simulate.Sound;

namespace Mcu.Node.Simulate;

/// <summary>
/// One simulated room: it calls, sends its pictures and speech, and measures what comes back. The phone's loop owns its
/// call; the send loop serves its media; any thread may ask for its <see cref="Report"/>.
/// </summary>
public sealed class SimulatedRoom : IPhoneUser
{
    private const int TalkingFrames = 50; // a second
    private readonly FleetContext fleet;
    private readonly RoomContent? content;
    private readonly RoomOffers offers;
    private readonly VideoWatch watch;
    private readonly VideoWatch slidesWatch;
    private readonly SoundProbe probe;
    private volatile RoomMedia? media;
    private RoomMedia? lastMedia;
    private SipCall? call;
    private NegotiatedSession? session;
    private (MediaPortPair Audio, MediaPortPair Video)? ports;
    private MediaPortPair? slidesPorts;
    private Metronome sound;
    private Metronome pictures;
    private Metronome slides;
    private long invitedAt = Instant.Never.Nanoseconds;
    private long answeredAt = Instant.Never.Nanoseconds;
    private long speaksSince = Instant.Never.Nanoseconds;

    internal SimulatedRoom(RoomPlan plan, RoomContent? content, FleetContext fleet)
    {
        Plan = plan;
        this.content = content;
        this.fleet = fleet;
        offers = new RoomOffers(plan, fleet.Options, fleet.Media.Random);
        var rhythm = new PictureRhythm(fleet.Options.Limits.Freeze);
        PictureInspector? inspector = plan.Decodes ? new PictureInspector(rhythm, fleet.Rooms) : null;
        watch = new VideoWatch(new PictureLog(fleet.Options.VideoCodec), rhythm, inspector);
        slidesWatch = new VideoWatch(new PictureLog(fleet.Options.VideoCodec), new PictureRhythm(fleet.Options.Limits.Freeze), Inspector: null);
        probe = new SoundProbe(fleet.Schedule, plan.Index, fleet.Rooms);

        // Rooms are spread over the interval, so that they do not all send at once.
        TimeSpan shift = TimeSpan.FromMilliseconds(plan.Index * 7 % 40);
        sound = new Metronome(fleet.Clock.Epoch + (shift / 2), TalkingFrames);
        pictures = new Metronome(fleet.Clock.Epoch + shift, fleet.Options.FramesPerSecond);
        slides = new Metronome(fleet.Clock.Epoch + shift, ContentStudio.SlidesPerSecond);
    }

    /// <summary>What it is.</summary>
    public RoomPlan Plan { get; }

    /// <summary>How far it is. Any thread.</summary>
    public RoomState State { get; private set; }

    /// <summary>SIP status that its call failed or ended with; 0 for none.</summary>
    public int SipStatus { get; private set; }

    /// <summary>While set it sends neither sound nor picture, as a room whose encoder hangs. Any thread.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Calls. Answered, or not, is seen by <see cref="State"/>.</summary>
    public Task CallAsync() => fleet.Phone.DoAsync((agent, now) => Call(agent, now));

    /// <summary>Hangs up.</summary>
    public Task HangupAsync() => fleet.Phone.DoAsync((agent, now) =>
    {
        if (call is { } live && State is RoomState.Calling or RoomState.Connected)
        {
            State = RoomState.Ended;
            agent.Hangup(live, reason: null, now);
            CloseMedia(now);
        }

        return true;
    });

    /// <summary>What it has measured by now. Any thread.</summary>
    public RoomReport Report() => new RoomReporter(this, watch, slidesWatch, probe, lastMedia, fleet.Options).Report(MonotonicClock.Now);

    void IPhoneUser.OnEvent(SipEvent e, Instant now)
    {
        switch (e)
        {
            case SipEvent.Answered answered:
                OnAnswered(answered, now);
                break;
            case SipEvent.Reoffer reoffer:
                OnReoffer(reoffer, now);
                break;
            case SipEvent.InfoReceived { Body: { } body } when offers.AsksForKeyFrame(body):
                media?.Video?.RequestKeyFrame();
                media?.Slides?.RequestKeyFrame();
                break;
            case SipEvent.Failed failed:
                End(State == RoomState.Ended ? RoomState.Ended : RoomState.Failed, failed.Status, now);
                break;
            case SipEvent.Ended ended:
                End(ended.Reason == CallEnd.LocalHangup ? RoomState.Ended : RoomState.Dropped, ended.Status, now);
                break;
        }
    }

    /// <summary>When it called; never: it has not.</summary>
    internal Instant InvitedAt => new(Volatile.Read(ref invitedAt));

    /// <summary>When it was answered; never: it was not.</summary>
    internal Instant AnsweredAt => new(Volatile.Read(ref answeredAt));

    /// <summary>Since when it sends sound; never: it does not.</summary>
    internal Instant SpeaksSince => IsPaused ? Instant.Never : new(Volatile.Read(ref speaksSince));

    /// <summary>When a frame of its loop was sent last.</summary>
    internal Instant SentAt(int frame) => media?.Video?.SentAt(frame) ?? Instant.Distant;

    /// <summary>Frame rate and freezes count from now on, or no longer.</summary>
    internal void Measure(bool begin, Instant now)
    {
        if (begin)
        {
            watch.Rhythm.Arm(now);
        }
        else
        {
            watch.Rhythm.Disarm(now);
        }
    }

    /// <summary>Looks for gaps from now on, and is not blamed for them.</summary>
    internal void BeginOutage(Instant now)
    {
        watch.Rhythm.Excuse();
        watch.Rhythm.Gaps.Begin(now);
        probe.Gaps.Begin(now);
        watch.Inspector?.Leaps.Begin(now);
    }

    /// <summary>Is blamed again.</summary>
    internal void EndOutage(Instant now)
    {
        watch.Rhythm.Expect(now);
        watch.Inspector?.Leaps.End();
    }

    /// <summary>The longest gaps since <see cref="BeginOutage"/>.</summary>
    internal RoomGaps Gaps(Instant now) => new(Plan, probe.Gaps.Longest(now), watch.Rhythm.Gaps.Longest(now)) { Leap = watch.Inspector?.Leaps.Longest };

    /// <summary>Whether both sound and a picture came since a moment.</summary>
    internal bool CameSince(Instant moment) => probe.Gaps.CameSince(moment) && watch.Rhythm.Gaps.CameSince(moment);

    /// <summary>Sends what is due and plays out what came. Send loop's thread.</summary>
    internal void Serve(PacketBuffer[] scratch, Instant now)
    {
        if (media is not { } live)
        {
            return;
        }

        while (sound.TryTake(now, out long frame))
        {
            ServeSound(live, frame, now);
        }

        while (pictures.TryTake(now, out long number))
        {
            if (!IsPaused)
            {
                live.Video?.SendFrame(number, scratch, now);
            }
        }

        while (slides.TryTake(now, out long page))
        {
            if (!IsPaused)
            {
                live.Slides?.SendFrame(page, scratch, now);
            }
        }
    }

    private void ServeSound(RoomMedia live, long frame, Instant now)
    {
        TimeSpan at = AudioFrame.Duration * frame;
        if (live.Audio is not { } audio)
        {
            return;
        }

        if (content is not null && !IsPaused)
        {
            audio.SendFrame(content.Sound, fleet.Schedule.Speaking(Plan.Index, at), frame, now);
        }

        audio.PlayFrame(at, now);
    }

    private bool Call(SipUserAgent agent, Instant now)
    {
        ports = fleet.Media.TryOpenPorts(now);
        if (ports is not { } open)
        {
            State = RoomState.Failed;
            return false;
        }

        State = RoomState.Calling;
        slidesPorts = Plan.HasSecondScreen ? fleet.Media.TryOpenSlides(now) : null;
        offers.Use(open.Audio, open.Video, slidesPorts);
        Volatile.Write(ref invitedAt, now.Nanoseconds);
        call = agent.Invite(offers.Invite(fleet.Phone.Address), now);
        fleet.Phone.Bind(call, this);
        return true;
    }

    private void OnAnswered(SipEvent.Answered e, Instant now)
    {
        if (!offers.TryComplete(e.Body, out session))
        {
            State = RoomState.Failed;
            SipStatus = SdpRefusal.StatusCode;
            fleet.Phone.Post((agent, later) => agent.Hangup(e.Call, reason: null, later));
            return;
        }

        Volatile.Write(ref answeredAt, now.Nanoseconds);
        (MediaPortPair audioPorts, MediaPortPair videoPorts) = ports!.Value;
        string cname = $"{Plan.User}@mcu-simulate";
        RoomAudio? audio = session!.Audio is { } agreed ? fleet.Media.CreateAudio(agreed, audioPorts, probe, cname, now) : null;
        RoomVideo? video = session.Video is { } seen
            ? fleet.Media.CreateVideo(seen, videoPorts, watch, content?.Pictures, cname, RequestByInfo, now)
            : null;
        RoomVideo? second = session.Slides is { } presented && slidesPorts is { } slidesPair
            ? fleet.Media.CreateVideo(presented, slidesPair, slidesWatch, content?.Slides, cname, RequestByInfo, now)
            : null;
        lastMedia = new RoomMedia(audio, video) { Slides = second };
        Obey(lastMedia, e.Call.Flow.Remote.Address, now);
        fleet.Media.Start(lastMedia);
        media = lastMedia;
        State = RoomState.Connected;
    }

    private void OnReoffer(SipEvent.Reoffer e, Instant now)
    {
        if (session is null || media is not { } live || !offers.TryAnswer(e.Offer, session, out NegotiatedSession? changed, out SipBody? answer))
        {
            fleet.Phone.Post((agent, later) => agent.RejectReinvite(e.Call, SdpRefusal.StatusCode, later));
            return;
        }

        session = changed ?? session;
        Obey(live, e.Call.Flow.Remote.Address, now);
        fleet.Phone.Post((agent, later) => agent.AnswerReinvite(e.Call, answer, later));
    }

    private void Obey(RoomMedia live, IPAddress signaling, Instant now)
    {
        bool speaks = false;
        if (session!.Audio is { } audio && live.Audio is not null)
        {
            speaks = audio.Direction.Sends() && content is not null;
            live.Audio.Sockets.SetPeer(audio.Transport, audio.Srtp, signaling);
            live.Audio.Obey(speaks, (byte)audio.SendPayloadType);
        }

        if (session.Video is { } video && live.Video is not null)
        {
            live.Video.Sockets.SetPeer(video.Transport, video.Srtp, signaling);
            live.Video.Obey(video.Direction.Sends(), (byte)video.SendPayloadType, video.Feedback);
        }

        if (session.Slides is { } presented && live.Slides is not null)
        {
            live.Slides.Sockets.SetPeer(presented.Transport, presented.Srtp, signaling);
            live.Slides.Obey(presented.Direction.Sends(), (byte)presented.SendPayloadType, presented.Feedback);
        }

        long since = Volatile.Read(ref speaksSince);
        Volatile.Write(ref speaksSince, !speaks ? Instant.Never.Nanoseconds : Math.Min(since, now.Nanoseconds));
    }

    private void RequestByInfo() => fleet.Phone.Post((agent, now) =>
    {
        if (call is { State: CallState.Established } live)
        {
            agent.SendInfo(live, RoomOffers.PictureFastUpdate, now);
        }
    });

    private void End(RoomState state, int status, Instant now)
    {
        State = State == RoomState.Failed ? State : state;
        SipStatus = SipStatus == 0 ? status : SipStatus;
        CloseMedia(now);
    }

    private void CloseMedia(Instant now)
    {
        Volatile.Write(ref speaksSince, Instant.Never.Nanoseconds);
        watch.Rhythm.Disarm(now);
        RoomMedia? open = media;
        media = null;
        fleet.Media.Close(open, ports, now);
        if (slidesPorts is { } second)
        {
            fleet.Media.CloseSlides(open, second, now);
        }

        (ports, slidesPorts) = (null, null);
    }
}
