using System.Diagnostics;
using System.Net;
using System.Reflection;
using Mcu.Cascade.Failover;
using Mcu.Cascade.Identity;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Composing;
using Mcu.Core.Composing.Captions;
using Mcu.Core.Conferences;
using Mcu.Core.Mixing;
using Mcu.Core.Randomness;
using Mcu.Core.Sip;
using Mcu.Core.Time;
using Mcu.Node.Alarms;
using Mcu.Node.Calls;
using Mcu.Node.Cascade.Links;
using Mcu.Node.Cascade.Media;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Cascade.Orphans;
using Mcu.Node.Conferences;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Failover;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.Node.Metrics;
using Mcu.Node.Texts;

namespace Mcu.Node.Hosting;

/// <summary>One running node without its API: media engine, SIP, conferences and the control loop that owns them.</summary>
public sealed class NodeHost : IAsyncDisposable
{
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(2);

    private readonly ControlLoop control;
    private readonly MediaEngine engine;
    private readonly SipGateway gateway;
    private readonly NodeAlarms alarms;
    private readonly ConferenceRegistry registry;
    private readonly ConferenceOpening opening;
    private readonly NodeStatusReader status;
    private readonly ConferenceRecorder recorder;
    private readonly MeetingInbox inbox;

    private NodeHost(McuConfiguration configuration, EventHistory history, FaultInbox observer, IRandomSource random)
    {
        IPEndPoint sip = configuration.Sip.Listen.ToEndPoint();
        IPAddress media = configuration.Media.Address ?? sip.Address;
        var publisher = new EventPublisher(history);
        control = new ControlLoop(new ControlLoopOptions(), observer);
        Gate = configuration.Ha.Group is null ? null : new EgressGate();
        gateway = new SipGateway(sip, SipOptions(configuration, sip), random, control, observer, Gate);
        engine = new MediaEngine(new MediaEngineOptions(media, configuration.Media.Ports) { Gate = Gate }, new FFmpegCodecFactory(), random, observer);
        recorder = new ConferenceRecorder(configuration.Data, configuration.RecordingFolder, engine, control, publisher, observer);
        registry = new ConferenceRegistry(engine, MediaOptions(configuration), recorder, control, publisher, observer)
        {
            Tier = configuration.Cascade.Parents.Count > 0 ? 1u : 0u,
            AloneNotice = BannerTexts.Alone.In(configuration.Language),
        };
        var calls = new CallOptions(
            media, configuration.Sip.Domain ?? sip.Address.ToString(), configuration.Media.AudioCodecs, configuration.Media.VideoCodecs, configuration.Media.Srtp, configuration.Media.RtpTimeout);
        var director = new CallDirector(gateway, engine, control, new SessionMaker(calls, random), calls, registry.FindDialled, observer);
        var loops = new NodeLoops(engine, registry, control);
        status = new NodeStatusReader(configuration, loops, registry);
        opening = new ConferenceOpening(registry, director);
        var meetings = new NodeMeetings(registry, opening, SpeakerOptions(configuration));
        var directives = new DirectiveSender(meetings, configuration.Node.Id);
        var dialer = new SiteDialer(control, director);
        Takeover = new CallTakeover(control, registry, director, dialer);
        Publisher = publisher;
        State = new MeetingState(registry, opening, recorder, director, Takeover, () => configuration.Conferences.ToList().ForEach(Create));
        Control = new ConferenceHost(control, registry, opening, director, dialer, recorder, directives, status.Read);
        State.OnAbandoned = Control.ForgetActs;
        gateway.Agent.IsSilent = Gate is not null; // until the group has chosen this node
        try
        {
            if (Gate is null)
            {
                configuration.Conferences.ToList().ForEach(Create);
            }
        }
        catch
        {
            registry.All.ToList().ForEach(conference => conference.Media.Dispose());
            engine.Dispose();
            gateway.DisposeAsync().AsTask().Wait();
            throw;
        }

        var watch = new CallWatch(director, registry, configuration.Media.RtpTimeout);
        inbox = new MeetingInbox(meetings, directives, new DirectiveReceiver(configuration.Node.Id, Control, control));
        alarms = new NodeAlarms(loops, engine, registry, observer, publisher);
        Links = new NodeLinks(configuration, random.NextUInt64(), engine, new LinkMediaOptions([media]), inbox, publisher);
        Orphans = new OrphanCalls(configuration.Cascade, control, registry, dialer, IsLinked, new UnitProbe(gateway, Links, control).IsAliveAsync)
        {
            Memory = Gate is not null || !configuration.Cascade.AdoptOrphans
                ? null
                : new OrphanMemory(new SiteBook(Path.Combine(configuration.Data, "cascade", "sites.json"), TimeProvider.System), registry, IsLinked),
        };
        Returns = new OrphanReturns(director, IsLinked);
        HandBack = new HandBack(control, meetings, directives, Orphans, Returns);
        meetings.TakesReport = Returns.Takes;
        (alarms.Orphans, Links.Adopted) = (Orphans.Signs, Orphans.CountOf);
        var snapshot = new NodeSnapshotReader(loops, engine, registry, alarms, gateway, Links);
        Metrics = new NodeSampler(control, snapshot.Read, engine.Udp);
        control.Start(new NodeTimers(gateway, watch, alarms, registry, engine, inbox, Links, over => opening.Close(over, CallReasons.TimeOver), Sweep));
    }

    /// <summary>In front of everything that a node of an HA group sends; null: it has no standby, and always may.</summary>
    public EgressGate? Gate { get; }

    /// <summary>Links with other nodes. Control loop's thread only.</summary>
    public NodeLinks Links { get; }

    /// <summary>Rooms of lost nodes below. Control loop's thread only.</summary>
    internal OrphanCalls Orphans { get; }

    /// <summary>Their way back. Control loop's thread only.</summary>
    internal OrphanReturns Returns { get; }

    /// <summary>Gives those rooms back.</summary>
    public HandBack HandBack { get; }

    /// <summary>What operators can ask of the node.</summary>
    public ConferenceHost Control { get; }

    /// <summary>Calls that are up or being made. Control loop's thread.</summary>
    internal int CallCount => gateway.Agent.CallCount;

    /// <summary>Its meetings as records, and back.</summary>
    internal MeetingState State { get; }

    /// <summary>Tells operators what happens.</summary>
    internal EventPublisher Publisher { get; }

    /// <summary>What a room is answered that calls this node while another has the meetings; null: nothing.</summary>
    internal IInboundPolicy? WhenSilent
    {
        set => gateway.Agent.WhenSilent = value;
    }

    /// <summary>Run by the control loop ten times a second, after everything else.</summary>
    internal Action OnSweep { get; set; } = () => { };

    /// <summary>Takes calls over from another node, and leaves them to it.</summary>
    public CallTakeover Takeover { get; }

    /// <summary>What collectors of metrics read. Any thread.</summary>
    internal NodeSampler Metrics { get; }

    /// <summary>The media engine, whose counters tests and the status read.</summary>
    internal MediaEngine Engine => engine;

    /// <summary>The meetings that it shares with other nodes.</summary>
    internal MeetingInbox Meetings => inbox;

    /// <summary>The conferences that run. Control loop's thread only.</summary>
    internal ConferenceRegistry Conferences => registry;

    /// <summary>A running conference by its name, for tests.</summary>
    internal LiveConference Conference(string name) => registry.FindDialled(name)!;

    /// <summary>The loop that owns the node's state, for the health check.</summary>
    public ControlLoop ControlLoop => control;

    /// <summary>Starts a node.</summary>
    /// <exception cref="Net.ListenException">A SIP address cannot be had.</exception>
    /// <exception cref="Core.Codecs.CodecException">FFmpeg is missing or of another major version.</exception>
    /// <exception cref="CaptionException">The font of captions is missing.</exception>
    public static NodeHost Start(McuConfiguration configuration, EventHistory history, ILoopObserver observer) =>
        Start(configuration, history, observer, new OsRandom());

    /// <summary>The same with random bits of a test's choice.</summary>
    internal static NodeHost Start(McuConfiguration configuration, EventHistory history, ILoopObserver observer, IRandomSource random)
    {
        FFmpegRuntime.EnsureLoaded();
        MediaOptions(configuration).NewCaptions().Dispose();
        return new NodeHost(configuration, history, new FaultInbox(observer), random);
    }

    /// <summary>Has the files of the node's identity looked at now and then, and operators warned before its certificate ends.</summary>
    public void WatchIdentity(NodeIdentityStore identities) => control.TryPost(() => Links.Identities = alarms.Identities = identities);

    /// <summary>Has operators told what is wrong with the node's HA groups. The look is taken on the control loop.</summary>
    internal void WatchGroups(Func<IEnumerable<Alarms.AlarmSign>> signs) => control.TryPost(() => alarms.Groups = signs);

    /// <summary>Says BYE to every site, finishes recordings, and ends all threads.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await SayGoodbyeAsync();
        }
        catch (Exception late) when (late is ControlRefusedException or TimeoutException)
        {
            // Rooms that got no BYE notice by themselves; what follows does not depend on them.
        }

        control.Dispose();
        await gateway.DisposeAsync();
        engine.Dispose();
    }

    // Through the node that leads its group, or through its standby, which may be about to.
    private bool IsLinked(string unit) => inbox.Meetings.LinkTo(unit) is not null || Links.HasUnit(unit);

    private void Sweep()
    {
        Instant now = MonotonicClock.Now;
        Returns.Tick(now);
        Orphans.Tick(now);
        OnSweep();
    }

    private async Task SayGoodbyeAsync()
    {
        Task recorded = await control.Invoke(
            () =>
            {
                registry.All.ToList().ForEach(conference => opening.Close(conference, CallReasons.NodeStopping));
                return recorder.WhenFinished;
            },
            GoodbyeLimit);
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < GoodbyeLimit && await control.Invoke(() => gateway.Agent.CallCount + engine.ClosingLegs, GoodbyeLimit) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        await recorded.WaitAsync(GoodbyeLimit);
    }

    private static SipUserAgentOptions SipOptions(McuConfiguration configuration, IPEndPoint sip) => new()
    {
        UdpAddress = sip,
        TcpAddress = sip,
        MaximumCalls = configuration.Sip.MaxCalls,
        Product = $"mcu/{NodeStatusReader.Version}",
    };

    private static ConferenceMediaOptions MediaOptions(McuConfiguration configuration)
    {
        var mixer = new AudioMixerOptions
        {
            HeardCount = configuration.Audio.Loudest,
            Speaker = SpeakerOptions(configuration),
        };
        CaptionFonts fonts = configuration.Media.Font is { } font ? new CaptionFonts(font, font) : CaptionFonts.Default;
        CaptionLanguage language = configuration.Language == Language.Vietnamese ? CaptionLanguage.Vietnamese : CaptionLanguage.English;
        return new ConferenceMediaOptions(mixer, configuration.Video.EncoderPreset, () => new CaptionRenderer(fonts, language));
    }

    private static ActiveSpeakerOptions SpeakerOptions(McuConfiguration configuration) => new() { MinimumHold = configuration.Audio.SpeakerHold };

    private void Create(ConferenceConfiguration configured)
    {
        Instant now = MonotonicClock.Now;
        LiveConference conference = registry.Create(new ConferenceSettings(
            configured.Name, configured.Number ?? "", configured.Title, configured.Layout, configured.Picture) { Srtp = configured.Srtp });
        foreach (SiteConfiguration site in configured.Sites)
        {
            conference.Apply(new ConferenceCommand.Bind(site.Name, site.Title, site.Address, site.Role, site.Srtp), now);
        }

        if (configured.Locked)
        {
            conference.Apply(new ConferenceCommand.SetLocked(true), now);
        }
    }
}
