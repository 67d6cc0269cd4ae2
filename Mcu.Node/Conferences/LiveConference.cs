using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Time;
using Mcu.Node.Control;
using Mcu.Node.Media;

namespace Mcu.Node.Conferences;

/// <summary>
/// A conference that runs on this node: its control state, its media, and the calls between them. Belongs to the control
/// loop. Every change goes through <see cref="Apply"/>, which tells the operators and hands the loops new plans.
/// </summary>
public sealed class LiveConference
{
    private static readonly TimeSpan PatrolPeriod = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, LiveCall> calls = new(StringComparer.Ordinal);
    private readonly EventPublisher events;
    private readonly ViewPlanner views;
    private uint tier;

    /// <summary>Runs a conference, which has no calls yet.</summary>
    public LiveConference(string id, Conference state, Func<Action<string>, ConferenceMedia> startMedia, Action<LiveConference, string> onSpeaker, EventPublisher events, DateTimeOffset createdAt)
    {
        Id = id;
        CreatedAt = createdAt;
        State = state;
        views = new ViewPlanner(State, PatrolPeriod);
        this.events = events;
        Media = startMedia(site => onSpeaker(this, site));
    }

    /// <summary>Stable and ASCII.</summary>
    public string Id { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>How many nodes are above this one, as far as it knows: 0 for the root.</summary>
    public uint Tier
    {
        get => tier;
        init => tier = value;
    }

    /// <summary>Whose mute the operators of this node set.</summary>
    public MuteBits OperatorMute => MuteOwners.OfTier(tier);

    /// <summary>What pictures say while the node above cannot be reached.</summary>
    public string AloneNotice { get; init; } = "";

    /// <summary>What pictures say across the top: the operators' message, or else that this node is alone; null: nothing.</summary>
    public string? Banner => State.Message ?? (Links.IsCutOff ? AloneNotice : null);

    /// <summary>Who is in it, what is shown, who has the floor.</summary>
    public Conference State { get; }

    /// <summary>Its loops.</summary>
    public ConferenceMedia Media { get; }

    /// <summary>Calls, whether up or being made.</summary>
    public IReadOnlyCollection<LiveCall> Calls => calls.Values;

    /// <summary>What links with other nodes bring in and take out.</summary>
    public LinkedMedia Links { get; } = new();

    /// <summary>When the floor and requests for it were given and made.</summary>
    public FloorTimes FloorTimes { get; } = new();

    /// <summary>The recording that runs.</summary>
    public ConferenceRecording? Recording { get; set; }

    /// <summary>The site that speaks.</summary>
    public string? Speaker => views.ActiveSpeaker;

    /// <summary>The loudest of this node's own sites.</summary>
    public string? Loudest { get; private set; }

    /// <summary>Pictures composed per second, measured.</summary>
    public double FrameRate { get; set; }

    /// <summary>When a plan is due although nothing changed.</summary>
    public Instant NextDeadline => views.NextDeadline;

    /// <summary>The names that operators find it by.</summary>
    public NameKeys Keys => new(Id, State.Settings.Title, State.Settings.Number, State.Settings.Name);

    /// <summary>A site's call.</summary>
    public LiveCall? CallOf(string site) => calls.GetValueOrDefault(site);

    /// <summary>Carries a command out, tells the operators, and hands the loops new plans.</summary>
    public CommandOutcome Apply(ConferenceCommand command, Instant now)
    {
        CommandOutcome outcome = State.Apply(command);
        foreach (ConferenceEvent happened in outcome.Events)
        {
            FloorTimes.Note(happened, DateTimeOffset.UtcNow);
            events.Publish(Id, State, happened, calls.GetValueOrDefault(happened.Site));
        }

        if (outcome.Events.Count > 0)
        {
            Links.OnChanged?.Invoke();
            Replan(now);
        }

        return outcome;
    }

    /// <summary>
    /// A site has slides to show, or no longer. They are shown at once, unless the node above decides: it is told, and does the same.
    /// </summary>
    public void OfferSlides(string site, bool on, Instant now)
    {
        if (Apply(new ConferenceCommand.OfferSlides(site, on), now).IsDone && on && !Links.HasContentAbove)
        {
            Apply(new ConferenceCommand.Present(site), now);
        }

        Links.OnChanged?.Invoke();
    }

    /// <summary>Takes over what a node below reports of a site. True when a plan depends on it.</summary>
    public bool Mirror(Participant reported, Instant now)
    {
        Participant? before = State.Find(reported.Site);
        CommandOutcome outcome = Apply(new ConferenceCommand.Mirror(reported, OperatorMute.OwnedBelow()), now);
        FollowSlides(before, reported, now);
        return outcome.Events.Count == 0 && State.Find(reported.Site) != before;
    }

    /// <summary>This node is further down, or up, than it knew: what its operators have muted stays so, under their present mute.</summary>
    public void MoveTo(uint actual, Instant now)
    {
        MuteBits former = OperatorMute;
        tier = actual;
        if (!OperatorMute.OwnedAbove().HasFlag(former))
        {
            return;
        }

        foreach (Participant site in State.Sites.Where(site => site.Mutes.HasFlag(former)).ToArray())
        {
            if (site.Via is null)
            {
                Apply(new ConferenceCommand.Mute(site.Site, OperatorMute, On: true), now);
            }

            Apply(new ConferenceCommand.Mute(site.Site, former, On: false), now); // another's now, who tells of it
        }
    }

    /// <summary>Notes a call; its media takes effect with the next plan.</summary>
    public void Add(LiveCall call) => calls[call.Site] = call;

    /// <summary>Forgets a call; false when it is not the one that its site has.</summary>
    public bool Remove(LiveCall call) => ReferenceEquals(calls.GetValueOrDefault(call.Site), call) && calls.Remove(call.Site);

    /// <summary>Another of this node's own sites is the loudest: the speaker, where no other node's sites compete.</summary>
    public void LoudestIs(string site, Instant now)
    {
        Loudest = site;
        if (!Links.ElectsSpeaker)
        {
            SpeakerIs(site, now);
        }
    }

    /// <summary>Another site is the speaker.</summary>
    public void SpeakerIs(string site, Instant now)
    {
        string former = views.ActiveSpeaker ?? "";
        if (State.Find(site) is { IsPresent: true } && views.SpeakerIs(site))
        {
            events.Publish(Id, State, new ConferenceEvent(ConferenceEventKind.SpeakerChanged, site, Former: former));
            Replan(now);
        }
    }

    /// <summary>The common picture of this node's sites on another canvas.</summary>
    public LayoutPlan Mosaic(CanvasSize canvas) => views.Mosaic(canvas);

    /// <summary>Plans sound and picture for the conference as it is now.</summary>
    public void Replan(Instant now)
    {
        if (!State.IsEnded)
        {
            VideoPlan video = PlanBuilder.Video(this, views.Plan(now, ContentPlans.KeyOf(this)), now);
            Media.Publish(PlanBuilder.Audio(this), video);
            Links.OnSeen?.Invoke(LinkedPlans.SeenElsewhere(this, video));
        }
    }

    // The newest wins; one that was there already when its node was linked takes nobody's place.
    private void FollowSlides(Participant? before, Participant reported, Instant now)
    {
        bool isNew = reported.OffersSlides && (before is not { OffersSlides: true } || before.SlidesBegun != reported.SlidesBegun);
        bool isKnown = before is { IsPresent: true, SignalLost: false };
        if (Links.HasContentAbove && (isNew || before?.OffersSlides != reported.OffersSlides))
        {
            Links.OnChanged?.Invoke(); // the root is to hear of it at once
        }
        else if (!Links.HasContentAbove && isNew && (isKnown || State.Presenter is null))
        {
            Apply(new ConferenceCommand.Present(reported.Site), now);
        }
    }
}
