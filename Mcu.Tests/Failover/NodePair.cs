using System.Net;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Randomness;
using Mcu.Node.Conferences;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Failover;
using Mcu.Node.Hosting;
using Mcu.Node.Loops;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Hosting;
using Mcu.Tests.Interop;
using Mcu.V1;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Failover;

/// <summary>A node with a conference 1000, and one at another address that takes its calls over, both in this process.</summary>
internal sealed class NodePair : IAsyncDisposable
{
    public const string Name = "khanh-hoa";
    public static readonly IPAddress PrimaryAddress = IPAddress.Loopback;
    public static readonly IPAddress StandbyAddress = IPAddress.Parse("127.0.0.2");
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(10);

    private readonly string folder = Directory.CreateTempSubdirectory("pair").FullName;
    private readonly RecordingObserver observer = new();
    private readonly EventHistory history = new();
    private readonly IRandomSource random;

    /// <summary>Starts both.</summary>
    /// <param name="random">What they draw numbers from; none: the operating system.</param>
    public NodePair(IRandomSource? random = null)
    {
        this.random = random ?? new OsRandom();
        (Primary, Sip) = Start(PrimaryAddress, new EventHistory(), new ConferenceConfiguration
        {
            Name = Name, Number = "1000", Title = "Khánh Hòa", Picture = new PictureFormat(640, 360, 25, 500_000),
        });
        (Standby, StandbySip) = Start(StandbyAddress, history);
    }

    /// <summary>Where rooms call.</summary>
    public IPEndPoint Sip { get; }

    public IPEndPoint StandbySip { get; }

    public NodeHost Primary { get; }

    public NodeHost Standby { get; }

    /// <summary>How often a re-INVITE or a call asked for its turn.</summary>
    public int Paced { get; private set; }

    /// <summary>What each of them waits for.</summary>
    public Task Turns { get; set; } = Task.CompletedTask;

    /// <summary>What operators of the standby were told.</summary>
    public IEnumerable<ControlEventKind> Told => history.Read(0, int.MaxValue, out _).Select(happened => happened.Kind);

    /// <summary>The sites as a node's operators see them.</summary>
    public static IReadOnlyList<SiteInfo> Sites(NodeHost node) => node.Control.GetAsync(Name, CancellationToken.None).Result.Value.Sites;

    /// <summary>A site as the standby's operators see it.</summary>
    public SiteInfo Adopted(string site) => Sites(Standby).Single(info => info.Id == site);

    /// <summary>Whether sound and picture of a site reach a node.</summary>
    public static bool Gets(NodeHost node, string site) =>
        Sites(node).FirstOrDefault(info => info.Id == site) is { State: SiteState.Connected, AudioIn.BitrateKbps: > 5, VideoIn.FrameRate: > 5 };

    /// <summary>Carries a command out at the primary.</summary>
    public void Apply(ConferenceCommand command) => Turn(Primary, () => Primary.Conference(Name).Apply(command, MonotonicClock.Now));

    /// <summary>The calls of a node as they are now, each having been through the wire's form.</summary>
    public static DialogRecord[] Records(NodeHost node) =>
        [.. Turn(node, () => node.Takeover.Capture().ToArray()).Select(record => DialogRecord.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(record)))];

    /// <summary>The primary loses its calls, silently, and the standby has its conference as it was.</summary>
    public DialogRecord[] Fail()
    {
        DialogRecord[] records = Records(Primary);
        ConferenceImage image = Turn(Primary, () => Primary.Conference(Name).State.Image);
        Primary.Takeover.AbandonAsync().Wait(TurnLimit);
        Turn(Standby, () => Standby.Conferences.Resume(image, DateTimeOffset.UtcNow));
        return records;
    }

    /// <summary>The standby takes calls over while the rooms go on.</summary>
    public IReadOnlyList<AdoptionOutcome> TakeOver(IEnumerable<DialogRecord> records, TimeSpan limit, params SipRoom[] rooms)
    {
        Task<IReadOnlyList<AdoptionOutcome>> taking = BeginTakeOver(records, limit);
        Until(() => taking.IsCompleted, "the calls are taken over", rooms);
        return taking.Result;
    }

    /// <summary>The standby begins to take calls over.</summary>
    public Task<IReadOnlyList<AdoptionOutcome>> BeginTakeOver(IEnumerable<DialogRecord> records, TimeSpan limit) =>
        Standby.Takeover.AdoptAsync(records, term: 2, Pace, limit, CancellationToken.None);

    /// <summary>Has rooms talk, listen and show until a condition holds.</summary>
    public static void Until(Func<bool> condition, string what, params SipRoom[] rooms) => Eventually.That(
        () =>
        {
            Array.ForEach(rooms, room => room.Pump());
            return condition();
        },
        what);

    public static T Turn<T>(NodeHost node, Func<T> turn) => node.ControlLoop.Invoke(turn, TurnLimit).Result;

    public async ValueTask DisposeAsync()
    {
        await Primary.DisposeAsync();
        await Standby.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        Assert.That(observer.Faults, Is.Empty);
        Assert.That((Primary.Engine.PortsInUse, Standby.Engine.PortsInUse), Is.EqualTo((0, 0)));
        Assert.That((Primary.Engine.PacketsInUse, Standby.Engine.PacketsInUse), Is.EqualTo((0, 0)));
    }

    private ValueTask Pace(CancellationToken cancel)
    {
        Paced++;
        return new ValueTask(Turns);
    }

    private (NodeHost Node, IPEndPoint Sip) Start(IPAddress address, EventHistory events, params ConferenceConfiguration[] conferences)
    {
        int media = FreePorts.MediaBlock();
        var configuration = new McuConfiguration
        {
            Data = Path.Combine(folder, $"{address}"),
            Sip = new SipConfiguration { Listen = new ListenAddress(address, FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 199)) },
            Conferences = conferences,
        };
        return (NodeHost.Start(configuration, events, observer, random), configuration.Sip.Listen.ToEndPoint());
    }
}
