using Google.Protobuf.WellKnownTypes;
using Mcu.Cascade.Links;
using Mcu.Cascade.Meetings;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Mixing;
using Mcu.Core.Time;
using Mcu.Node.Calls;
using Mcu.Node.Conferences;
using Mcu.V1;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>
/// All meetings that this node shares with others: its conferences at the nodes below, and the meetings of the node above in
/// its own conferences. What links say comes in here. Belongs to the control loop.
/// </summary>
public sealed class NodeMeetings(ConferenceRegistry registry, ConferenceOpening opening, ActiveSpeakerOptions speakerOptions)
{
    private const uint DeepestTier = 100;

    private readonly Dictionary<IMeetingLink, Dictionary<LiveConference, ChildMeeting>> children = [];
    private readonly Dictionary<LiveConference, MeetingSpeaker> speakers = [];
    private readonly Dictionary<string, ParentMeeting> above = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GapWatch> gaps = new(StringComparer.Ordinal);
    private readonly HashSet<LiveConference> openedByParent = [];
    private IMeetingLink? parent;
    private uint subscriptions;

    /// <summary>Decides on what nodes below report of their sites.</summary>
    internal TakesReport TakesReport { get; set; } = (_, _, _) => true;

    /// <summary>The link to a node below through which a site is here; null: there is none now.</summary>
    public IMeetingLink? LinkTo(string node) => children.Keys.FirstOrDefault(link => link.Node == node);

    /// <summary>Told, by unit, how long a meeting's sound or picture was away at a node below.</summary>
    public Action<string, MediaGap> OnGap { get; set; } = (_, _) => { };

    /// <summary>A link to a node below is up.</summary>
    public void OnChildUp(IMeetingLink link, Instant now)
    {
        children[link] = [];
        Tick(now);
    }

    /// <summary>A link to a node below is gone.</summary>
    public void OnChildDown(IMeetingLink link, Instant now)
    {
        if (children.Remove(link, out Dictionary<LiveConference, ChildMeeting>? meetings))
        {
            meetings.Values.ToList().ForEach(meeting => meeting.Leave(now));
        }
    }

    /// <summary>The link to the node above is up; its meetings follow.</summary>
    public void OnParentUp(IMeetingLink link) => parent = link;

    /// <summary>The link to the node above is gone: every conference goes on alone.</summary>
    public void OnParentDown(IMeetingLink link, Instant now)
    {
        if (ReferenceEquals(parent, link))
        {
            parent = null;
            above.Keys.ToList().ForEach(meeting => LeaveParent(meeting, now));
        }
    }

    /// <summary>One of our conferences at a node below; null: there is none of this id.</summary>
    internal ChildMeeting? MeetingAt(IMeetingLink link, string meeting) =>
        children.GetValueOrDefault(link)?.FirstOrDefault(entry => entry.Key.Id == meeting).Value;

    /// <summary>A meeting of the node above; null: we have no part in it.</summary>
    internal ParentMeeting? MeetingAbove(string meeting) => above.GetValueOrDefault(meeting);

    /// <summary>A node below refused a picture.</summary>
    public void OnRefused(IMeetingLink link, uint subscription, Instant now) =>
        children.GetValueOrDefault(link)?.Values.ToList().ForEach(meeting => meeting.OnRefused(subscription, now));

    /// <summary>The node above no longer looks at what it subscribed to.</summary>
    public void OnUnsubscribe(uint subscription, Instant now) =>
        above.Values.ToList().ForEach(meeting => meeting.Pictures.End(subscription, now));

    /// <summary>The other end opened a channel; false when no meeting wants it.</summary>
    public bool TryAccept(IMeetingLink link, ILinkChannel channel, Instant now) => children.ContainsKey(link)
        ? MeetingAt(link, channel.Meeting)?.TryAccept(channel, now) ?? false
        : above.GetValueOrDefault(channel.Meeting)?.TryAccept(channel, now) ?? false;

    /// <summary>The conference that a channel of the other end belongs to; null: none.</summary>
    public LiveConference? ConferenceAt(IMeetingLink link, string meeting) => children.TryGetValue(link, out Dictionary<LiveConference, ChildMeeting>? meetings)
        ? meetings.Keys.FirstOrDefault(conference => conference.Id == meeting)
        : ReferenceEquals(link, parent) ? MeetingAbove(meeting)?.Conference : null;

    /// <summary>The other end closed a channel; false when no meeting has it.</summary>
    public bool OnClosed(IMeetingLink link, ILinkChannel channel, Instant now) => children.ContainsKey(link)
        ? MeetingAt(link, channel.Meeting)?.OnClosed(channel, now) ?? false
        : ReferenceEquals(link, parent) && (MeetingAbove(channel.Meeting)?.OnClosed(channel, now) ?? false);

    /// <summary>Links may have missed what was said: the next <see cref="Tick"/> says all of it.</summary>
    public void TellAnew()
    {
        foreach (ChildMeeting meeting in children.Values.SelectMany(meetings => meetings.Values))
        {
            meeting.TellAnew();
        }

        above.Values.ToList().ForEach(meeting => meeting.TellAnew());
    }

    /// <summary>Tells every node what changed, and elects speakers. Several times a second.</summary>
    public void Tick(Instant now)
    {
        foreach ((IMeetingLink link, Dictionary<LiveConference, ChildMeeting> meetings) in children)
        {
            foreach (LiveConference conference in registry.All.Where(conference => !meetings.ContainsKey(conference)).ToArray())
            {
                meetings[conference] = new ChildMeeting(conference, link, SpeakerOf(conference), TakesReport, () => ++subscriptions);
            }

            foreach ((LiveConference conference, ChildMeeting meeting) in meetings)
            {
                meeting.Tick(now);
            }

            Forget(meetings, now);
        }

        foreach ((string id, ParentMeeting meeting) in above.ToArray())
        {
            if (meeting.Conference.State.IsEnded)
            {
                LeaveParent(id, now); // ended here: the next notice of it opens it again
            }
            else
            {
                meeting.Tick(now);
            }
        }

        Elect(now);
    }

    /// <summary>Looks whether what comes from above was away, over whichever link. Ten times a second.</summary>
    public void LookForGaps(Instant now)
    {
        foreach ((string id, GapWatch watch) in gaps)
        {
            if (above.TryGetValue(id, out ParentMeeting? meeting) && !meeting.IsUsed)
            {
                watch.Rest();
                continue;
            }

            (TimeSpan? sound, TimeSpan? picture) = watch.Look(meeting?.Received.Sounds, meeting?.Received.Pictures, now);
            if ((sound ?? picture) is not null && parent is not null && parent.Can(LinkCapability.Gaps))
            {
                parent.TrySend(new LinkEnvelope { MediaGap = new MediaGap { Meeting = id, Sound = sound?.ToDuration(), Picture = picture?.ToDuration() } });
            }
        }
    }

    private MeetingSpeaker SpeakerOf(LiveConference conference)
    {
        if (!speakers.TryGetValue(conference, out MeetingSpeaker? speaker))
        {
            speakers[conference] = speaker = new MeetingSpeaker(speakerOptions);
            conference.Links.ElectsSpeaker = true;
            conference.Links.OnSeen = seen => OnSeen(conference, seen);
        }

        return speaker;
    }

    private void OnSeen(LiveConference conference, IReadOnlyDictionary<string, PictureSize> seen)
    {
        foreach (Dictionary<LiveConference, ChildMeeting> meetings in children.Values)
        {
            meetings.GetValueOrDefault(conference)?.See(seen);
        }
    }

    private void Elect(Instant now)
    {
        foreach ((LiveConference conference, MeetingSpeaker speaker) in speakers)
        {
            (string? loudest, float level) = MeetingVoices.Speaking(conference, conference.Loudest);
            speaker.Report("", loudest, level, now);
            if (speaker.Decide(now) && speaker.Current is { } speaking)
            {
                conference.SpeakerIs(speaking, now);
            }
        }
    }

    /// <summary>What the node above says of one of its meetings.</summary>
    public void OnMeeting(Meeting meeting, Instant now)
    {
        if (meeting.Ended)
        {
            gaps.Remove(meeting.Id);
            LeaveParent(meeting.Id, now);
            return;
        }

        registry.MoveTo(Math.Min(meeting.Tier, DeepestTier) + 1, now);
        bool isNew = !above.TryGetValue(meeting.Id, out ParentMeeting? known);
        if (isNew)
        {
            LiveConference? conference = registry.All.FirstOrDefault(own => own.State.Settings.Number == meeting.Number) ?? Open(meeting);
            if (conference is null || parent is null)
            {
                return;
            }

            above[meeting.Id] = known = new ParentMeeting(conference, parent, meeting.Id);
            WatchForGaps(meeting.Id);
            conference.Links.OnChanged = known.NoteChange;
            (conference.Links.HasParent, conference.Links.IsCutOff) = (true, false);
            conference.Replan(now);
        }

        known!.OnMeeting(meeting, now);
        if (isNew)
        {
            known.Tick(now); // sound and roster go up at once: after a take-over everybody waits for them
        }
    }

    private void WatchForGaps(string meeting)
    {
        foreach (string over in gaps.Keys.Where(known => !above.ContainsKey(known)).Take(gaps.Count - ConferenceRegistry.MaxConferences).ToArray())
        {
            gaps.Remove(over); // ended while this node was cut off
        }

        if (!gaps.TryAdd(meeting, new GapWatch()))
        {
            gaps[meeting].Expect(); // it was joined before, over another link
        }
    }

    private LiveConference? Open(Meeting meeting)
    {
        VideoFormat video = meeting.Video;
        if (registry.All.Count >= ConferenceRegistry.MaxConferences)
        {
            return null;
        }

        LiveConference conference = registry.Create(new ConferenceSettings(
            meeting.Id,
            meeting.Number,
            meeting.Name,
            new LayoutSpec.Auto(),
            new PictureFormat((int)video.Width, (int)video.Height, (int)video.FrameRate, (int)video.BitrateKbps * 1000)));
        openedByParent.Add(conference);
        return conference;
    }

    private void LeaveParent(string id, Instant now)
    {
        if (!above.Remove(id, out ParentMeeting? meeting))
        {
            return;
        }

        LinkedMedia links = meeting.Conference.Links;
        links.OnChanged = null;
        (links.HasParent, links.IsCutOff) = (false, parent is null);
        meeting.Leave(now);
        meeting.Conference.Replan(now);
        if (parent is not null && openedByParent.Remove(meeting.Conference) && !meeting.Conference.State.IsEnded)
        {
            opening.Close(meeting.Conference, CallReasons.EndedByOperator); // the meeting is over; a lost link is not
        }
    }

    private void Forget(Dictionary<LiveConference, ChildMeeting> meetings, Instant now)
    {
        foreach (LiveConference over in meetings.Keys.Where(conference => conference.State.IsEnded).ToArray())
        {
            meetings.Remove(over, out ChildMeeting? meeting);
            meeting!.Leave(now);
            speakers.Remove(over);
        }
    }
}
