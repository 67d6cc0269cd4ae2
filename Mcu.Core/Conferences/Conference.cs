using System.Globalization;
using Mcu.Core.Composing;
using static Mcu.Core.Conferences.ConferenceEventKind;

namespace Mcu.Core.Conferences;

/// <summary>
/// A conference's control state (RFC 4353's focus): who is in it, who may be heard, what is shown, who has the floor.
/// Commands in, events out; it knows neither calls nor media, and asks no clock.
/// </summary>
public sealed class Conference(ConferenceSettings settings)
{
    /// <summary>The range of a site's gain in dB.</summary>
    public const double MaxGainDecibels = 20, MinGainDecibels = -40;

    private readonly Roster roster = new();

    /// <summary>What it was made with.</summary>
    public ConferenceSettings Settings { get; } = settings;

    /// <summary>All sites, in the order in which they were bound or joined.</summary>
    public IReadOnlyList<Participant> Sites => roster.Sites;

    /// <summary>Who speaks and who waits to.</summary>
    public Floor Floor { get; } = new();

    /// <summary>The layout of the common picture.</summary>
    public LayoutSpec Layout { get; private set; } = settings.Layout;

    /// <summary>The site that all see full screen; none: the layout decides.</summary>
    public string? FocusedSite { get; private set; }

    /// <summary>Whether only bound sites may still join.</summary>
    public bool IsLocked { get; private set; }

    /// <summary>When it closes by itself.</summary>
    public DateTimeOffset? EndsAt { get; private set; } = settings.EndsAt;

    /// <summary>The file that is being recorded; none: no recording.</summary>
    public string? RecordingFile { get; private set; }

    /// <summary>Whether it is over: every further command is refused.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The site that leads; none when no chair is present.</summary>
    public Participant? Chair => roster.Sites.FirstOrDefault(site => site.Role == SiteRole.Chair);

    /// <summary>The site of this key.</summary>
    public Participant? Find(string site) => roster.Find(site);

    /// <summary>Carries a command out, or refuses it and changes nothing.</summary>
    public CommandOutcome Apply(ConferenceCommand command)
    {
        if (IsEnded)
        {
            return CommandOutcome.Refused(Refusal.Ended);
        }

        return command switch
        {
            ConferenceCommand.Bind bind => Bind(bind),
            ConferenceCommand.Call call => Call(call),
            ConferenceCommand.Ring ring => Ring(ring.Site),
            ConferenceCommand.Join join => Join(join),
            ConferenceCommand.Leave leave => Leave(leave),
            ConferenceCommand.Hold hold => Hold(hold),
            ConferenceCommand.Signal signal => Signal(signal),
            ConferenceCommand.Mute mute => Mute(mute),
            ConferenceCommand.SetGain gain => SetGain(gain),
            ConferenceCommand.SetLayout layout => SetLayout(layout.Layout),
            ConferenceCommand.AppointChair appoint => AppointChair(appoint),
            ConferenceCommand.Focus focus => Focus(focus.Site),
            ConferenceCommand.SetLocked locked => SetLocked(locked.On),
            ConferenceCommand.SetEnd end => SetEnd(end.At),
            ConferenceCommand.RequestFloor request => RequestFloor(request.Site),
            ConferenceCommand.GiveFloor give => GiveFloor(give.Site),
            ConferenceCommand.TakeFloor => TakeFloor(),
            ConferenceCommand.CancelRequest cancel => CancelRequest(cancel.Site),
            ConferenceCommand.Recording recording => Record(recording.File),
            ConferenceCommand.End end => End(end.Because),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "not a command of a conference"),
        };
    }

    /// <summary>Whether a site of this key could join now, without letting it in. One whose signal is lost may join again.</summary>
    public Refusal MayJoin(string site)
    {
        Participant? known = roster.Find(site);
        return this switch
        {
            { IsEnded: true } => Refusal.Ended,
            _ when known is { IsPresent: true } => known.SignalLost ? Refusal.None : Refusal.SiteAlreadyPresent,
            { IsLocked: true } when known is not ({ IsBound: true } or { IsBeingCalled: true }) => Refusal.Locked,
            _ when roster.PresentCount >= Settings.MaxSites => Refusal.Full,
            _ => Refusal.None,
        };
    }

    private CommandOutcome Bind(ConferenceCommand.Bind bind)
    {
        Participant site = roster.Find(bind.Site) ?? new Participant(bind.Site, bind.Title, bind.Role);
        roster.Put(site with { Title = bind.Title, Address = bind.Address, Role = bind.Role, IsBound = true });
        return CommandOutcome.Done(SiteBound, bind.Site, bind.Address ?? "");
    }

    private CommandOutcome Call(ConferenceCommand.Call call)
    {
        Refusal refusal = MayJoin(call.Site);
        if (refusal is not (Refusal.None or Refusal.Locked))
        {
            return CommandOutcome.Refused(refusal);
        }

        Participant site = roster.Find(call.Site) ?? new Participant(call.Site, call.Title, SiteRole.Member);
        if (site.IsBeingCalled || site.IsPresent)
        {
            return CommandOutcome.Refused(Refusal.SiteAlreadyPresent); // one call at a time
        }

        roster.Put(site with { Address = call.Address, State = SiteState.Calling, LeftBecause = "" });
        return CommandOutcome.Done(SiteCalling, call.Site, call.Address);
    }

    private CommandOutcome Ring(string site) => roster.Find(site) switch
    {
        null => CommandOutcome.Refused(Refusal.UnknownSite),
        { State: SiteState.Calling } => Change(site, called => called with { State = SiteState.Ringing }, SiteRinging),
        _ => CommandOutcome.Nothing,
    };

    private CommandOutcome Join(ConferenceCommand.Join join)
    {
        Refusal refusal = MayJoin(join.Site);
        if (refusal != Refusal.None)
        {
            return CommandOutcome.Refused(refusal);
        }

        Participant site = roster.Find(join.Site) ?? new Participant(join.Site, join.Title, SiteRole.Member);
        roster.Put(site with
        {
            Role = join.Role ?? site.Role,
            State = SiteState.Connected,
            SendsPicture = false,
            SignalLost = false,
            LeftBecause = "",
        });
        return CommandOutcome.Done(SiteJoined, join.Site);
    }

    private CommandOutcome Leave(ConferenceCommand.Leave leave)
    {
        if (roster.Find(leave.Site) is not { } site)
        {
            return CommandOutcome.Refused(Refusal.UnknownSite);
        }

        List<ConferenceEvent> events = [new(SiteLeft, leave.Site, leave.Because, site.State.ToString())];
        if (Floor.Leave(leave.Site))
        {
            events.Add(new(FloorTaken, leave.Site, leave.Because));
        }

        if (FocusedSite == leave.Site && !site.IsBound)
        {
            FocusedSite = null;
            events.Add(new(FocusChanged, Former: leave.Site));
        }

        roster.Put(site with { State = SiteState.Left, SignalLost = false, SendsPicture = false, LeftBecause = leave.Because });
        return new CommandOutcome(Refusal.None, events);
    }

    private CommandOutcome Hold(ConferenceCommand.Hold hold)
    {
        SiteState wanted = hold.On ? SiteState.Held : SiteState.Connected;
        return ChangePresent(hold.Site, site => site with { State = wanted }, hold.On ? SiteHeld : SiteResumed);
    }

    private CommandOutcome Signal(ConferenceCommand.Signal signal)
    {
        bool wasLost = roster.Find(signal.Site)?.SignalLost ?? false;
        CommandOutcome outcome = ChangePresent(
            signal.Site,
            site => site with { SendsPicture = signal.SendsPicture, SignalLost = signal.Lost },
            signal.Lost ? SignalLost : SignalReturned);
        return outcome.IsDone && wasLost == signal.Lost ? CommandOutcome.Nothing : outcome;
    }

    private CommandOutcome Mute(ConferenceCommand.Mute mute) => Change(
        mute.Site,
        site => site with { Mutes = mute.On ? site.Mutes | mute.By : site.Mutes & ~mute.By },
        mute.On ? Muted : Unmuted,
        mute.By.ToString());

    private CommandOutcome SetGain(ConferenceCommand.SetGain gain) =>
        gain.Decibels is >= MinGainDecibels and <= MaxGainDecibels
            ? Change(
                gain.Site,
                site => site with { GainDecibels = gain.Decibels },
                GainChanged,
                Decibels(gain.Decibels),
                Decibels(roster.Find(gain.Site)?.GainDecibels ?? 0))
            : CommandOutcome.Refused(Refusal.OutOfRange);

    private static string Decibels(double gain) => gain.ToString("0.#", CultureInfo.InvariantCulture);

    private CommandOutcome SetLayout(LayoutSpec layout)
    {
        string former = Layout.ToString();
        Layout = layout;
        FocusedSite = null;
        return CommandOutcome.Done(LayoutChanged, detail: layout.ToString(), former: former);
    }

    private CommandOutcome AppointChair(ConferenceCommand.AppointChair appoint)
    {
        string predecessor = Chair?.Site ?? "";
        foreach (Participant former in roster.Sites.Where(site => site.Role == SiteRole.Chair).ToArray())
        {
            roster.Put(former with { Role = SiteRole.Member });
        }

        Participant chair = roster.Find(appoint.Site) ?? new Participant(appoint.Site, appoint.Title, SiteRole.Chair) { IsBound = true };
        roster.Put(chair with { Role = SiteRole.Chair });
        return CommandOutcome.Done(ChairAppointed, appoint.Site, former: predecessor);
    }

    private CommandOutcome Focus(string? site)
    {
        if (site is not null && roster.Find(site) is not { Role: not SiteRole.Watcher })
        {
            return CommandOutcome.Refused(roster.Find(site) is null ? Refusal.UnknownSite : Refusal.WatcherOnly);
        }

        string former = FocusedSite ?? "";
        FocusedSite = site;
        return CommandOutcome.Done(FocusChanged, site ?? "", former: former);
    }

    private CommandOutcome SetLocked(bool on)
    {
        IsLocked = on;
        return CommandOutcome.Done(on ? Locked : Unlocked);
    }

    private CommandOutcome SetEnd(DateTimeOffset at)
    {
        string former = EndsAt is { } before ? Time(before) : "";
        EndsAt = at;
        return CommandOutcome.Done(Extended, detail: Time(at), former: former);
    }

    // RFC 3339, in UTC and to the second.
    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private CommandOutcome RequestFloor(string site) => WithSpeaker(site, () =>
        Floor.Request(site) ? CommandOutcome.Done(FloorRequested, site) : CommandOutcome.Nothing);

    private CommandOutcome GiveFloor(string? site)
    {
        string? next = site ?? (Floor.Queue.Count > 0 ? Floor.Queue[0] : null);
        return next is null
            ? CommandOutcome.Refused(Refusal.QueueEmpty)
            : WithSpeaker(next, () => Floor.Give(next) ? CommandOutcome.Done(FloorGiven, next) : CommandOutcome.Nothing);
    }

    private CommandOutcome TakeFloor() => Floor.Take() is { } holder
        ? CommandOutcome.Done(FloorTaken, holder)
        : CommandOutcome.Refused(Refusal.FloorFree);

    private CommandOutcome CancelRequest(string site) => Floor.Cancel(site)
        ? CommandOutcome.Done(FloorRequestCanceled, site)
        : CommandOutcome.Refused(Refusal.UnknownSite);

    private CommandOutcome Record(string? file)
    {
        if (file is null == RecordingFile is null)
        {
            return CommandOutcome.Refused(file is null ? Refusal.NotRecording : Refusal.RecordingAlready);
        }

        CommandOutcome outcome = CommandOutcome.Done(file is null ? RecordingStopped : RecordingStarted, detail: file ?? RecordingFile!);
        RecordingFile = file;
        return outcome;
    }

    private CommandOutcome End(string because)
    {
        IsEnded = true;
        return CommandOutcome.Done(Ended, detail: because);
    }

    private CommandOutcome WithSpeaker(string site, Func<CommandOutcome> act) => roster.Find(site) switch
    {
        null => CommandOutcome.Refused(Refusal.UnknownSite),
        { Role: SiteRole.Watcher } => CommandOutcome.Refused(Refusal.WatcherOnly),
        { IsPresent: false } => CommandOutcome.Refused(Refusal.SiteNotPresent),
        _ => act(),
    };

    private CommandOutcome ChangePresent(string site, Func<Participant, Participant> change, ConferenceEventKind kind) =>
        roster.Find(site) is { IsPresent: false }
            ? CommandOutcome.Refused(Refusal.SiteNotPresent)
            : Change(site, change, kind);

    private CommandOutcome Change(
        string site, Func<Participant, Participant> change, ConferenceEventKind kind, string detail = "", string former = "")
    {
        if (roster.Find(site) is not { } before)
        {
            return CommandOutcome.Refused(Refusal.UnknownSite);
        }

        Participant after = change(before);
        roster.Put(after);
        return after == before ? CommandOutcome.Nothing : CommandOutcome.Done(kind, site, detail, former);
    }
}
