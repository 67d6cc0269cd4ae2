using System.Net;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Hosting;

/// <summary>
/// A whole node and a conference of two well-behaved rooms, who are asked afterwards whether they noticed anything of what
/// went on beside them. Everything runs on the test's thread but the node.
/// </summary>
internal sealed class Meeting : IAsyncDisposable
{
    private const string Name = "khanh-hoa";
    private const int LeftOutFrames = 3;
    private const int FewFrames = 10;
    private static readonly TimeSpan TolerableStall = TimeSpan.FromMilliseconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("node").FullName;
    private readonly RecordingObserver observer = new();
    private readonly EventHistory history = new();
    private readonly McuConfiguration configuration;
    private Instant pumpedAt = MonotonicClock.Now;
    private TimeSpan longestStall;

    /// <summary>Starts the node and brings the two rooms in.</summary>
    /// <param name="rtpTimeout">When a silent room is hung up.</param>
    /// <param name="recordings">Where recordings go.</param>
    /// <param name="ports">The ports of media; null: a few that nobody has.</param>
    public Meeting(TimeSpan? rtpTimeout = null, string? recordings = null, PortRange? ports = null)
    {
        int media = FreePorts.MediaBlock();
        configuration = new McuConfiguration
        {
            Data = folder,
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration
            {
                Ports = ports ?? new PortRange((ushort)media, (ushort)(media + 199)),
                RtpTimeout = rtpTimeout ?? TimeSpan.FromSeconds(30),
            },
            Recording = new RecordingConfiguration { Folder = recordings ?? "recordings" },
            Conferences = [new ConferenceConfiguration { Name = Name, Title = "Khánh Hòa", Picture = new PictureFormat(640, 360, 25, 500_000) }],
        };
        Node = NodeHost.Start(configuration, history, observer);
        First.Call(Sip, Name);
        Second.Call(Sip, Name);
        Until(() => First is { IsUp: true, Reception.GotKeyFrame: true } && Second is { IsUp: true, Reception.GotKeyFrame: true } && Panes().Values.All(pane => pane == PaneStatus.Live), "the two rooms see one another");
        Run(frames: 10); // the joins' key frames are over
    }

    public NodeHost Node { get; }

    public IPEndPoint Sip => configuration.Sip.Listen.ToEndPoint();

    public SipRoom First { get; } = new("dien-khanh");

    public SipRoom Second { get; } = new("cam-lam");

    /// <summary>More packet buffers than two rooms, or three, ever need.</summary>
    public const int UsualPackets = 1500;

    /// <summary>What was published so far.</summary>
    public IReadOnlyList<ControlEvent> Events => history.Read(0, int.MaxValue, out _);

    /// <summary>Has another room call in, and waits until it is up.</summary>
    public void Join(SipRoom room, params SipRoom[] others)
    {
        room.Call(Sip, Name);
        Until(() => room.IsUp && Panes().ContainsKey(room.Name), "the room is in", [room, .. others]);
    }

    /// <summary>What the pane of each site shows.</summary>
    public IReadOnlyDictionary<string, PaneStatus> Panes() => Node.Conference(Name).Media.Video.Adopted.Sites.ToDictionary(site => site.Key, site => site.Value.Status);

    /// <summary>A site as operators see it.</summary>
    public SiteInfo Site(string id) => Node.Control.GetAsync(Name, CancellationToken.None).Result.Value.Sites.Single(site => site.Id == id);

    /// <summary>The keys of all sites, in their order.</summary>
    public string[] Roster() => [.. Node.Conference(Name).State.Sites.Select(site => site.Site)];

    /// <summary>Carries a command out on the control loop.</summary>
    public void Apply(ConferenceCommand command) => Assert.That(
        Node.ControlLoop.Invoke(() => Node.Conference(Name).Apply(command, MonotonicClock.Now).IsDone, TimeSpan.FromSeconds(5)).Result);

    /// <summary>Has all rooms talk, listen and show until a condition holds.</summary>
    public void Until(Func<bool> condition, string what, params SipRoom[] others) => Eventually.That(
        () =>
        {
            Pump(others);
            return condition();
        },
        what);

    /// <summary>Has all rooms go on for so many frames of the conference's own clock, as the two rooms get them.</summary>
    public void Run(int frames, params SipRoom[] others) => Run(frames, () => { }, others);

    /// <summary>The same, and something bad is done about a thousand times a second.</summary>
    public void Run(int frames, Action bad, params SipRoom[] others)
    {
        Forget();
        Until(
            () =>
            {
                bad();
                return First.Picture.Due >= frames && Second.Picture.Due >= frames && First.Sound.Due >= 2 * frames && Second.Sound.Due >= 2 * frames;
            },
            "time goes on",
            others);
    }

    /// <summary>What was published of a room, whether it spoke aside.</summary>
    public IEnumerable<ControlEventKind> EventsOf(SipRoom room) =>
        Events.Where(happened => happened.Site == room.Name).Select(happened => happened.Kind).Where(kind => kind != ControlEventKind.SpeakerChanged);

    /// <summary>The media of a room's call.</summary>
    public MediaLeg LegOf(SipRoom room) => Node.Conference(Name).CallOf(room.Name)!.Leg!;

    /// <summary>From here on the two rooms are watched.</summary>
    public void Forget()
    {
        foreach (SipRoom room in new[] { First, Second })
        {
            room.Sound.Restart();
            room.Picture.Restart();
        }

        longestStall = TimeSpan.Zero;
    }

    /// <summary>
    /// No sound was left out and no more than three pictures in a row since <see cref="Forget"/>, nor was any packet lost. Where the
    /// whole machine stood still, and so this thread too, as much more is let pass.
    /// </summary>
    public void AssertUndisturbed(params SipRoom[] others)
    {
        Until(() => First.Picture.Due >= FewFrames && Second.Picture.Due >= FewFrames, "there is something to judge", others);
        TimeSpan stall = longestStall > TolerableStall ? longestStall : TimeSpan.Zero;
        foreach (SipRoom room in new[] { First, Second })
        {
            Assert.That(room.HasEnded, Is.False);
            Assert.That(room.Sound.LongestStep, Is.LessThanOrEqualTo(1 + (stall / TimeSpan.FromMilliseconds(20))), "sound");
            Assert.That(room.Sound.Voiced, Is.GreaterThan(0.8 * room.Sound.Frames), "the other room's voice");
            Assert.That(room.Picture.LongestStep, Is.LessThanOrEqualTo(LeftOutFrames + (stall / TimeSpan.FromMilliseconds(40))), "picture");
            Assert.That(room.Picture.Frames, Is.GreaterThan(0.8 * room.Picture.Due), "frame rate");
            Assert.That(room.Sound.Lost + room.Picture.Lost, Is.Zero, "packets");
        }

        Assert.That(observer.Faults, Is.Empty);
    }

    /// <summary>All that a third room had is free again.</summary>
    public void AssertOnlyTwo(params SipRoom[] others)
    {
        Until(() => Node.Engine is { PortsInUse: 4, ClosingLegs: 0 }, "the third room's ports are free", others);
        Until(() => Node.Engine.PacketsInUse < UsualPackets, "its packets are given back", others);
    }

    public async ValueTask DisposeAsync()
    {
        Task stopping = Node.DisposeAsync().AsTask();
        Until(() => stopping.IsCompleted, "the node stops");
        await stopping;
        First.Dispose();
        Second.Dispose();
        Directory.Delete(folder, recursive: true);
        Assert.That(observer.Faults, Is.Empty);
        Assert.That(Node.Engine.PacketsInUse, Is.Zero);
        Assert.That(Node.Engine.PortsInUse, Is.Zero);
    }

    private void Pump(SipRoom[] others)
    {
        Instant now = MonotonicClock.Now;
        longestStall = now - pumpedAt > longestStall ? now - pumpedAt : longestStall;
        pumpedAt = now;
        First.Pump();
        Second.Pump();
        Array.ForEach(others, room => room.Pump());
    }
}
