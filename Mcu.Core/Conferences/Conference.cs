using System.Globalization;
using Mcu.Core.Composing;
using static Mcu.Core.Conferences.ConferenceEventKind;

namespace Mcu.Core.Conferences;

/// <summary>
/// A conference's control state (RFC 4353's focus): who is in it, who may be heard, what is shown, who has the floor.
/// Commands in, events out; it knows neither calls nor media, and asks no clock.
/// </summary>
public sealed class Conference
{
    /// <summary>The range of a site's gain in dB.</summary>
    public const double MaxGainDecibels = 20, MinGainDecibels = -40;

    private readonly Roster roster = new();
    private readonly SiteChanges sites;
    private readonly FloorChanges floor;
    private readonly ContentChanges content;

    /// <summary>Makes a conference without sites.</summary>
    public Conference(ConferenceSettings settings)
    {
        Settings = settings;
        Layout = settings.Layout;
        EndsAt = settings.EndsAt;
        sites = new SiteChanges(roster);
        floor = new FloorChanges(roster, Floor);
        content = new ContentChanges(roster);
    }

    /// <summary>Goes on with a conference of another node. No recording runs here yet, whatever ran there.</summary>
    public Conference(ConferenceImage image)
        : this(image.Settings)
    {
        foreach (Participant site in image.Sites)
        {
            roster.Put(site);
        }

        Floor.Restore(image.FloorHolder, image.FloorQueue);
        content.Presenter = image.Presenter;
        (Layout, FocusedSite, IsLocked, Message, EndsAt) = (image.Layout, image.FocusedSite, image.IsLocked, image.Message, image.EndsAt);
    }

    /// <summary>What it was made with.</summary>
    public ConferenceSettings Settings { get; }

    /// <summary>All of it as it is now.</summary>
    public ConferenceImage Image => new(Settings, Layout)
    {
        Sites = [.. Sites],
        FloorHolder = Floor.Holder,
        FloorQueue = [.. Floor.Queue],
        Presenter = Presenter,
        FocusedSite = FocusedSite,
        IsLocked = IsLocked,
        Message = Message,
        EndsAt = EndsAt,
        RecordingFile = RecordingFile,
    };

    /// <summary>All sites, in the order in which they were bound or joined.</summary>
    public IReadOnlyList<Participant> Sites => roster.Sites;

    /// <summary>Who speaks and who waits to.</summary>
    public Floor Floor { get; } = new();

    /// <summary>The site whose slides (trình chiếu) are shown; null: none are.</summary>
    public string? Presenter => content.Presenter;

    /// <summary>The layout of the common picture.</summary>
    public LayoutSpec Layout { get; private set; }

    /// <summary>The site, or the unit (<see cref="UnitPicture"/>), that all see full screen; none: the layout decides.</summary>
    public string? FocusedSite { get; private set; }

    /// <summary>Whether only bound sites may still join.</summary>
    public bool IsLocked { get; private set; }

    /// <summary>The line of text on all pictures; none: no message.</summary>
    public string? Message { get; private set; }

    /// <summary>When it closes by itself.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>The file that is being recorded; none: no recording.</summary>
    public string? RecordingFile { get; private set; }

    /// <summary>Whether it is over: every further command is refused.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The site that leads; none when no chair is present.</summary>
    public Participant? Chair => roster.Chair;

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
            ConferenceCommand.Bind bind => sites.Bind(bind),
            ConferenceCommand.Call call => Call(call),
            ConferenceCommand.Ring ring => sites.Ring(ring.Site),
            ConferenceCommand.Join join => Join(join),
            ConferenceCommand.Adopt adopt => sites.Adopt(adopt),
            ConferenceCommand.Leave leave => Leave(leave),
            ConferenceCommand.Hold hold => sites.Hold(hold),
            ConferenceCommand.Signal signal => sites.Signal(signal),
            ConferenceCommand.Mirror mirror => Mirror(mirror.Site, mirror.Owned),
            ConferenceCommand.Mute mute => sites.Mute(mute),
            ConferenceCommand.SetGain gain => sites.SetGain(gain),
            ConferenceCommand.SetLayout layout => SetLayout(layout.Layout),
            ConferenceCommand.AppointChair appoint => sites.AppointChair(appoint),
            ConferenceCommand.Focus focus => Focus(focus.Site),
            ConferenceCommand.SetLocked locked => SetLocked(locked.On),
            ConferenceCommand.ShowMessage message => ShowMessage(message.Text),
            ConferenceCommand.SetEnd end => SetEnd(end.At),
            ConferenceCommand.RequestFloor request => floor.Request(request.Site),
            ConferenceCommand.GiveFloor give => floor.Give(give.Site),
            ConferenceCommand.TakeFloor => floor.Take(),
            ConferenceCommand.CancelRequest cancel => floor.Cancel(cancel.Site),
            ConferenceCommand.OfferSlides offer => content.Offer(offer),
            ConferenceCommand.Present present => content.Present(present.Site),
            ConferenceCommand.StopContent => content.Stop(),
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
            OffersSlides = false,
            SignalLost = false,
            LeftBecause = "",
        });
        CommandOutcome joined = CommandOutcome.Done(SiteJoined, join.Site);
        return content.Leave(join.Site) ? joined with { Events = [.. joined.Events, new(ContentStopped, join.Site)] } : joined;
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

        if (content.Leave(leave.Site))
        {
            events.Add(new(ContentStopped, leave.Site, leave.Because));
        }

        if (FocusedSite == leave.Site && !site.IsBound)
        {
            FocusedSite = null;
            events.Add(new(FocusChanged, Former: leave.Site));
        }

        roster.Put(site with { State = SiteState.Left, SignalLost = false, SendsPicture = false, OffersSlides = false, LeftBecause = leave.Because });
        return new CommandOutcome(Refusal.None, events);
    }

    private CommandOutcome Mirror(Participant reported, MuteBits owned)
    {
        Participant? before = roster.Find(reported.Site);
        CommandOutcome left = before is { IsPresent: true } && !reported.IsPresent
            ? Leave(new ConferenceCommand.Leave(reported.Site, reported.LeftBecause))
            : CommandOutcome.Nothing;
        Participant after = SiteMirror.Merge(before, reported, owned);
        roster.Put(after);
        CommandOutcome ended = !after.OffersSlides && content.Leave(after.Site) ? CommandOutcome.Done(ContentStopped, after.Site) : CommandOutcome.Nothing;
        return new CommandOutcome(Refusal.None, [.. left.Events, .. ended.Events, .. SiteMirror.Changes(before, after)]);
    }

    private CommandOutcome SetLayout(LayoutSpec layout)
    {
        string former = Layout.ToString();
        Layout = layout;
        FocusedSite = null;
        return CommandOutcome.Done(LayoutChanged, detail: layout.ToString(), former: former);
    }

    private CommandOutcome Focus(string? site)
    {
        if (site is not null && UnitPicture.UnitOf(site) is null && roster.Find(site) is not { Role: not SiteRole.Watcher })
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

    private CommandOutcome ShowMessage(string? text)
    {
        string former = Message ?? "";
        Message = text;
        return CommandOutcome.Done(MessageChanged, detail: text ?? "", former: former);
    }

    private CommandOutcome SetEnd(DateTimeOffset at)
    {
        string former = EndsAt is { } before ? Time(before) : "";
        EndsAt = at;
        return CommandOutcome.Done(Extended, detail: Time(at), former: former);
    }

    // RFC 3339, in UTC and to the second.
    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

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
}
