using Mcu.Cascade.Links;
using Mcu.Cascade.Meetings;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.Node.Control;
using Mcu.V1;
using Command = Mcu.Core.Conferences.ConferenceCommand;
using Roster = Mcu.V1.Roster;
using SiteState = Mcu.Core.Conferences.SiteState;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>
/// Whether what a node below reports of a site is this roster's entry: not while its room is in a call with this node, or on its way
/// from there.
/// </summary>
internal delegate bool TakesReport(LiveConference conference, Participant reported, Instant now);

/// <summary>
/// One conference of this node at one node below: its sites are mirrored here, its mix is one voice of ours, and it gets our
/// program. Belongs to the control loop; <see cref="Leave"/> ends it.
/// </summary>
internal sealed class ChildMeeting
{
    private const double FaintDbfs = -50;
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);

    private readonly LiveConference conference;
    private readonly IMeetingLink link;
    private readonly SubscriptionBook subscriptions;
    private readonly MeetingSpeaker speaker;
    private readonly TakesReport takes;
    private readonly Dictionary<string, ILinkPictureIn> pictures = new(StringComparer.Ordinal);
    private readonly ChannelSlot<ILinkSound> sound;
    private readonly PicturesDown down;
    private Meeting? announced;
    private IReadOnlyDictionary<string, PictureSize> seen = new Dictionary<string, PictureSize>(StringComparer.Ordinal);
    private Instant askAgainAt = Instant.Never;
    private string? voice;

    /// <summary>Begins with a node that knows nothing of the conference.</summary>
    public ChildMeeting(LiveConference conference, IMeetingLink link, MeetingSpeaker speaker, TakesReport takes, Func<uint> nextSubscription)
    {
        this.takes = takes;
        this.conference = conference;
        this.link = link;
        this.speaker = speaker;
        sound = new ChannelSlot<ILinkSound>(conference, link, ForgetSound);
        down = new PicturesDown(conference, link);
        subscriptions = new SubscriptionBook(conference.Id, nextSubscription);
        conference.Links.Units[link.Node] = new MeetingUnit(link.Node, link.Title, link.Can(LinkCapability.Mosaic));
        _ = link.Can(LinkCapability.Content) ? conference.Links.WithoutContent.Remove(link.Node) : conference.Links.WithoutContent.Add(link.Node);
    }

    /// <summary>The child may have missed what it was told: it is told again.</summary>
    public void TellAnew()
    {
        announced = null;
        Ask(subscriptions.Restart());
    }

    /// <summary>Takes over the child's sites, and the nodes below it.</summary>
    public void OnRoster(Roster roster, Instant now)
    {
        bool replan = roster.Whole || roster.Units.Count > 0; // what the panes of units show depends on it
        foreach (RosterUnit unit in roster.Units)
        {
            string path = SitePath.Below(link.Node, unit.Path);
            conference.Links.Units[path] = new MeetingUnit(path, unit.Title, unit.Mosaic);
        }

        foreach (RosterSite reported in roster.Sites)
        {
            SiteInfo info = RosterMapping.Info(link.Node, reported);
            conference.Links.Measured[info.Id] = info;
            Participant entry = RosterMapping.Entry(link, reported, conference.OperatorMute);
            replan |= takes(conference, entry, now) && conference.Mirror(entry, now);
        }

        foreach (Participant gone in Gone(roster).Select(site => site with { State = SiteState.Left, SendsPicture = false, OffersSlides = false, SignalLost = false }))
        {
            replan |= takes(conference, gone, now) && conference.Mirror(gone, now);
        }

        if (replan)
        {
            conference.Replan(now);
        }
    }

    /// <summary>Takes over who speaks there, and how loud its sites are.</summary>
    public void OnLevels(Levels levels, Instant now)
    {
        foreach (SiteLevel level in levels.Sites)
        {
            string site = SitePath.Below(link.Node, level.Path);
            if (conference.Links.Measured.TryGetValue(site, out SiteInfo? known))
            {
                conference.Links.Measured[site] = known with { LevelDbfs = level.LevelDbfs };
            }
        }

        Hear(levels.Speaker.Length == 0 ? null : SitePath.Below(link.Node, levels.Speaker), levels.SpeakerDbfs, now);
    }

    /// <summary>A site there asks for the floor, or no longer does.</summary>
    public void OnFloorRequest(FloorRequest request, Instant now)
    {
        string site = SitePath.Below(link.Node, request.Path);
        conference.Apply(request.Wanted ? new Command.RequestFloor(site) : new Command.CancelRequest(site), now);
    }

    /// <summary>Asks for pictures of the child's sites and units that are seen here, as large as they are seen.</summary>
    public void See(IReadOnlyDictionary<string, PictureSize> sites)
    {
        seen = sites;
        Dictionary<string, VideoFormat> wanted = new(StringComparer.Ordinal);
        foreach ((string site, PictureSize size) in seen)
        {
            if (SitePath.Within(link.Node, site) is { } path)
            {
                wanted[path] = LinkPictureFormats.For(size, ContentPicture.SiteOf(site) is null ? conference.State.Settings.Picture : down.Slides);
            }
        }

        Ask(subscriptions.Want(wanted));
    }

    /// <summary>The child could not give a picture: it is asked again a little later.</summary>
    public void OnRefused(uint subscription, Instant now)
    {
        if (subscriptions.Refused(subscription))
        {
            askAgainAt = now + AskAgainAfter;
        }
    }

    /// <summary>Asks again for what was refused. Several times a second.</summary>
    public void Tick(Instant now)
    {
        Announce();
        down.Tick(isIn: sound.Channel is not null, now);
        if (!link.Can(LinkCapability.Levels))
        {
            HearFromRoster(now);
        }

        if (now >= askAgainAt)
        {
            askAgainAt = Instant.Never;
            See(seen);
        }
    }

    /// <summary>The child opened a channel. False: it is none of this meeting's.</summary>
    public bool TryAccept(ILinkChannel channel, Instant now)
    {
        switch (channel)
        {
            case ILinkSound opened when sound.Channel is null:
                sound.Put(opened, now);
                conference.Links.Sounds[link.Node] = opened.Leg;
                down.Begin();
                break;
            case ILinkPictureIn picture when subscriptions.SiteOf(picture.Subscription) is { } path:
                string site = SitePath.Below(link.Node, path);
                EndPicture(site, now);
                pictures[site] = picture;
                conference.Links.Sources[site] = picture.Source;
                break;
            default:
                return false;
        }

        conference.Replan(now);
        return true;
    }

    /// <summary>The child closed a channel; false when it is none of this meeting's.</summary>
    public bool OnClosed(ILinkChannel channel, Instant now)
    {
        if (sound.Holds(channel) || down.IsProgram(channel))
        {
            EndSound(now);
            return true;
        }

        if (down.TryEndSlides(channel, now))
        {
            return true;
        }

        string? site = pictures.FirstOrDefault(entry => ReferenceEquals(entry.Value, channel)).Key;
        if (site is not null)
        {
            EndPicture(site, now);
        }

        return site is not null;
    }

    /// <summary>Ends with the link, or with the conference: the child's sites show that they are lost, until it returns.</summary>
    public void Leave(Instant now)
    {
        foreach (string site in pictures.Keys.ToArray())
        {
            EndPicture(site, now);
        }

        EndSound(now);
        speaker.Remove(link.Node);
        foreach (Participant site in Mirrored().Where(site => site.IsPresent && !site.SignalLost).ToArray())
        {
            conference.Mirror(site with { SignalLost = true, OffersSlides = false }, now);
        }

        conference.Links.Units[link.Node] = conference.Links.Units[link.Node] with { IsLinked = false };
        conference.Replan(now);
    }

    // A node that does not tell levels marks its speaker on the roster.
    private void HearFromRoster(Instant now)
    {
        SiteInfo? speaking = Mirrored().Where(site => site is { IsPresent: true, SignalLost: false })
            .Select(site => conference.Links.Measured.GetValueOrDefault(site.Site))
            .FirstOrDefault(site => site is { Speaking: true, LevelDbfs: > FaintDbfs });
        Hear(speaking?.Id, (float)(speaking?.LevelDbfs ?? SiteInfo.Silence), now);
    }

    private void Hear(string? loudest, float levelDbfs, Instant now)
    {
        if (voice is not null)
        {
            conference.Links.Voices.Remove(voice);
        }

        voice = loudest;
        if (loudest is not null)
        {
            conference.Links.Voices[loudest] = levelDbfs;
        }

        speaker.Report(link.Node, loudest, levelDbfs, now);
    }

    // What it should know of the conference, when that has changed.
    private void Announce()
    {
        Meeting meeting = MeetingNotice.For(conference, link);
        if (!meeting.Equals(announced) && link.TrySend(new LinkEnvelope { Meeting = meeting }))
        {
            announced = meeting;
        }
    }

    // A child that has not heard of the conference has no pictures of it to give.
    private void Ask(IReadOnlyList<LinkEnvelope> envelopes)
    {
        if (envelopes.Count > 0)
        {
            Announce();
        }

        foreach (LinkEnvelope envelope in envelopes)
        {
            link.TrySend(envelope);
        }
    }

    private IEnumerable<Participant> Mirrored() => conference.State.Sites.Where(site => site.Via == link.Node);

    private Participant[] Gone(Roster roster)
    {
        HashSet<string> named = [.. (roster.Whole ? roster.Sites.Select(site => site.Path) : roster.Gone).Select(path => SitePath.Below(link.Node, path))];
        return [.. Mirrored().Where(site => named.Contains(site.Site) != roster.Whole && site.State != SiteState.Left)];
    }

    private void EndSound(Instant now)
    {
        if (sound.Channel is not null)
        {
            down.EndSlides(now);
            sound.End(now);
            down.EndProgram();
        }
    }

    private void ForgetSound()
    {
        conference.Links.Sounds.Remove(link.Node);
        conference.Links.ProgramsDown.Remove(link.Node); // the program ends with it
    }

    private void EndPicture(string site, Instant now)
    {
        if (pictures.Remove(site, out ILinkPictureIn? picture))
        {
            conference.Links.Sources.Remove(site);
            conference.Replan(now);
            link.Close(picture);
        }
    }
}
