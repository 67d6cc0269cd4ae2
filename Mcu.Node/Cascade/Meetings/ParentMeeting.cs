using Mcu.Cascade.Links;
using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.V1;
using Command = Mcu.Core.Conferences.ConferenceCommand;
using Roster = Mcu.V1.Roster;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>
/// A conference of this node that is part of a meeting of the node above: its sites are reported there, its mix goes up, the
/// rooms see the program from above. Belongs to the control loop; <see cref="Leave"/> leaves the conference on its own.
/// </summary>
internal sealed class ParentMeeting
{
    private static readonly TimeSpan SoundStaysFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    private readonly IMeetingLink link;
    private readonly RosterReport report;
    private readonly HashSet<string> askedForFloor = new(StringComparer.Ordinal);
    private readonly ChannelSlot<ILinkSound> sound;
    private readonly ChannelSlot<ILinkPictureIn> program;
    private readonly ChannelSlot<ILinkPictureIn> content;
    private Instant lastPresent = Instant.Distant;
    private Instant nextReport = Instant.Distant;
    private Meeting? told;

    /// <summary>Joins a conference to the meeting.</summary>
    public ParentMeeting(LiveConference conference, IMeetingLink link, string meeting)
    {
        Conference = conference;
        this.link = link;
        Meeting = meeting;
        report = new RosterReport(meeting);
        Pictures = new PicturesUp(conference, link, meeting);
        sound = new ChannelSlot<ILinkSound>(conference, link, () => conference.Links.Sounds.Remove(link.Node));
        program = new ChannelSlot<ILinkPictureIn>(conference, link, () => conference.Links.Program = null);
        content = new ChannelSlot<ILinkPictureIn>(conference, link, () => conference.Links.Content = null);
    }

    /// <summary>The conference here.</summary>
    public LiveConference Conference { get; }

    /// <summary>The meeting's id above.</summary>
    public string Meeting { get; }

    /// <summary>What the node above looks at.</summary>
    public PicturesUp Pictures { get; }

    /// <summary>Whether a site is here for which something is to come from above.</summary>
    public bool IsUsed => Conference.State.Sites.Any(site => site.IsPresent);

    /// <summary>Packets of sound and of picture that have come; null: there is no channel.</summary>
    public (long? Sounds, long? Pictures) Received => (sound.Channel?.Received, program.Channel?.Received);

    /// <summary>Has the roster reported at the next <see cref="Tick"/>.</summary>
    public void NoteChange() => nextReport = Instant.Distant;

    /// <summary>The node above may have missed what it was told: it is told again.</summary>
    public void TellAnew()
    {
        report.Restart();
        NoteChange();
    }

    /// <summary>Takes over what nodes above own: their mutes, the floor, whether others may join.</summary>
    public void OnMeeting(Meeting meeting, Instant now)
    {
        Meeting? former = told;
        told = meeting;
        FollowMutes(now);
        if (Conference.State.IsLocked != meeting.Locked)
        {
            Conference.Apply(new Command.SetLocked(meeting.Locked), now);
        }

        Conference.Links.ProgramClass = LinkPictureFormats.ProgramOf(meeting.Video);
        MoveFloor(meeting.Floor, now);
        FollowContent(meeting, former, now);
    }

    /// <summary>The node above opened the program's channel, or that of slides. False: it is none of this meeting's.</summary>
    public bool TryAccept(ILinkChannel channel, Instant now)
    {
        switch (channel)
        {
            case ILinkPictureIn { Kind: ChannelKind.Program } opened:
                program.Put(opened, now);
                Conference.Links.Program = opened.Source;
                break;
            case ILinkPictureIn { Kind: ChannelKind.Content } opened:
                content.Put(opened, now);
                Conference.Links.Content = opened.Source;
                break;
            default:
                return false;
        }

        Conference.Replan(now);
        return true;
    }

    /// <summary>The node above closed a channel; false when it is none of this meeting's.</summary>
    public bool OnClosed(ILinkChannel channel, Instant now) =>
        program.TryEnd(channel, now) || content.TryEnd(channel, now) || sound.TryEnd(channel, now) || Pictures.TryEnd(channel, now);

    /// <summary>Reports what changed; opens the sound while anybody is here. Several times a second.</summary>
    public void Tick(Instant now)
    {
        if (now >= nextReport)
        {
            nextReport = now + ReportEvery;
            FollowMutes(now); // a site that came after it was muted
            ReportRoster();
            ReportFloor();
            Pictures.FollowRates(now);
        }

        if (link.Can(LinkCapability.Levels))
        {
            ReportLevels();
        }

        KeepSound(now);
    }

    /// <summary>Ends with the link, or with the meeting: the conference goes on alone.</summary>
    public void Leave(Instant now)
    {
        Pictures.EndAll(now);
        program.End(now);
        content.End(now);
        sound.End(now);
        (Conference.Links.HasContentAbove, Conference.Links.ContentName) = (false, "");
    }

    // Whose slides are shown the root says, if the node above knows of slides at all; a site of ours that began to show some
    // waits for its word. One that is shown when the link comes back stays so until the root has heard of it.
    private void FollowContent(Meeting meeting, Meeting? former, Instant now)
    {
        if (!link.Can(LinkCapability.Content))
        {
            return;
        }

        LinkedMedia links = Conference.Links;
        bool isNamed = links.ContentName == meeting.ContentName;
        (links.HasContentAbove, links.ContentName) = (true, meeting.ContentName);
        if (meeting.Content.Length > 0)
        {
            Conference.Apply(new Command.Present(meeting.Content), now);
        }
        else if (Conference.State.Presenter is not null && (meeting.ContentName.Length > 0 || former is { Content.Length: > 0 }))
        {
            Conference.Apply(new Command.StopContent(), now);
        }

        if (!isNamed)
        {
            Conference.Replan(now);
        }
    }

    private void MoveFloor(string site, Instant now)
    {
        string? holder = Conference.State.Floor.Holder;
        if (site.Length == 0)
        {
            if (holder is not null)
            {
                Conference.Apply(new Command.TakeFloor(), now);
            }
        }
        else if (holder != site && Conference.Apply(new Command.GiveFloor(site), now).IsDone)
        {
            ConferenceChanges.LetBeHeard(Conference, site, now); // as at the node that gave it
        }
    }

    private void FollowMutes(Instant now)
    {
        if (told is not null)
        {
            Follow(MuteBits.Province, told.Muted, now);
        }

        if (told is not null && Conference.OperatorMute.OwnedAbove().HasFlag(MuteBits.District))
        {
            Follow(MuteBits.District, told.MutedByDistrict, now);
        }
    }

    private void Follow(MuteBits by, IReadOnlyCollection<string> muted, Instant now)
    {
        foreach (Participant site in Conference.State.Sites.Where(site => site.Mutes.HasFlag(by) != muted.Contains(site.Site)).ToArray())
        {
            Conference.Apply(new Command.Mute(site.Site, by, !site.Mutes.HasFlag(by)), now);
        }
    }

    private void ReportRoster()
    {
        Roster? roster = report.Next(
            Conference.State.Sites.Select(site => RosterMapping.Report(Conference, site)), Conference.Links.Units.Values.Select(RosterMapping.Report));
        if (roster is not null && !link.TrySend(new LinkEnvelope { Roster = roster }))
        {
            report.Restart();
        }
    }

    private void ReportFloor()
    {
        IReadOnlyList<string> queue = Conference.State.Floor.Queue;
        foreach (string site in queue.Where(askedForFloor.Add).ToArray())
        {
            link.TrySend(new LinkEnvelope { FloorRequest = new FloorRequest { Meeting = Meeting, Path = site, Wanted = true } });
        }

        foreach (string site in askedForFloor.Where(asked => !queue.Contains(asked)).ToArray())
        {
            askedForFloor.Remove(site);
            link.TrySend(new LinkEnvelope { FloorRequest = new FloorRequest { Meeting = Meeting, Path = site } });
        }
    }

    private void ReportLevels()
    {
        (string? speaker, float level) = MeetingVoices.Loudest(Conference);
        var levels = new Levels { Meeting = Meeting, Speaker = speaker ?? "", SpeakerDbfs = level };
        levels.Sites.AddRange(MeetingVoices.Levels(Conference));
        link.TrySend(new LinkEnvelope { Levels = levels });
    }

    private void KeepSound(Instant now)
    {
        if (IsUsed)
        {
            lastPresent = now;
            if (sound.Channel is null && link.OpenSound(Conference.Media, Meeting) is { } opened)
            {
                sound.Put(opened, now);
                Conference.Links.Sounds[link.Node] = opened.Leg;
                Conference.Replan(now);
            }
        }
        else if (now - lastPresent > SoundStaysFor)
        {
            sound.End(now);
        }
    }
}
