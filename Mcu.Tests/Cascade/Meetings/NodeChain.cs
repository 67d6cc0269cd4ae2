using System.Net;
using Mcu.Core.Conferences;
using Mcu.Node.Conferences;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Hosting;
using Mcu.Tests.Interop;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>Nodes of this process, each below the one before and linked to it, and one meeting of the first with rooms at any.</summary>
internal sealed class NodeChain : IAsyncDisposable
{
    /// <summary>The meeting's name at every node.</summary>
    public const string Meeting = "khanh-hoa";

    /// <summary>Its number.</summary>
    public const string Number = "1000";

    private readonly string folder = Directory.CreateTempSubdirectory("tiers").FullName;
    private readonly RecordingObserver observer = new();
    private readonly List<(string Id, NodeHost Node, IPEndPoint Sip)> nodes = [];
    private readonly List<SipRoom> rooms = [];
    private int acts;

    /// <summary>Starts the nodes of these ids, the root first.</summary>
    public NodeChain(params string[] ids)
    {
        nodes.Add(Start(ids[0], [new ConferenceConfiguration
        {
            Name = Meeting, Number = Number, Title = "Khánh Hòa", Picture = new PictureFormat(640, 360, 25, 500_000),
        }]));
        foreach (string id in ids.Skip(1))
        {
            Add(id);
        }
    }

    /// <summary>The node at a tier: 0 is the root.</summary>
    public NodeHost this[int tier] => nodes[tier].Node;

    /// <summary>The links, each to the node of the next tier.</summary>
    public List<LoopbackLink> Links { get; } = [];

    /// <summary>What went wrong in loops.</summary>
    public IEnumerable<string> Faults => observer.Faults.Select(fault => $"{fault.Loop}: {fault.Fault}");

    /// <summary>The meeting at a tier.</summary>
    public LiveConference At(int tier) => nodes[tier].Node.Conference(Meeting);

    /// <summary>Links all nodes, and waits until the meeting is everywhere.</summary>
    public void Connect()
    {
        Links.ForEach(link => link.Connect());
        AwaitMeeting();
    }

    /// <summary>Links one more node below the last, and waits until it has the meeting.</summary>
    public void Extend(string id)
    {
        Add(id).Connect();
        AwaitMeeting();
    }

    /// <summary>Links one more node below the root, and waits until it has the meeting; its number is the next.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="can">What it says that it can do; null: all.</param>
    public void Branch(string id, IReadOnlyList<string>? can = null)
    {
        LoopbackLink link = Add(id, above: 0);
        link.ChildCan = can ?? link.ChildCan;
        link.Connect();
        AwaitMeeting();
    }

    /// <summary>Has a room call a node.</summary>
    public SipRoom Call(int tier, string name, bool hasSlides = false, bool asksForFloor = false)
    {
        var room = new SipRoom(name, hasSlides: hasSlides, asksForFloor: asksForFloor);
        rooms.Add(room);
        room.Call(nodes[tier].Sip, Number);
        return room;
    }

    /// <summary>Has a room call a node, and waits until it is in the meeting.</summary>
    public SipRoom Join(int tier, string name, bool hasSlides = false)
    {
        SipRoom room = Call(tier, name, hasSlides);
        Until(() => room.IsUp, $"{name} is in the meeting");
        return room;
    }

    public Act NewAct() => new($"{++acts}", "test");

    /// <summary>A site as a node's operators see it.</summary>
    public static SiteInfo Site(NodeHost node, string id) =>
        node.Control.GetAsync(Meeting, CancellationToken.None).Result.Value.Sites.Single(site => site.Id == id);

    /// <summary>Whether a node has a site in a state.</summary>
    public static bool Has(NodeHost node, string id, SiteState state) =>
        node.Control.GetAsync(Meeting, CancellationToken.None).Result.Value?.Sites.Any(site => site.Id == id && site.State == state) ?? false;

    /// <summary>The mutes of a site as a tier has them.</summary>
    public MuteBits? MutesAt(int tier, string site) =>
        nodes[tier].Node.ControlLoop.Invoke(() => At(tier).State.Find(site)?.Mutes, TimeSpan.FromSeconds(5)).Result;

    /// <summary>Has all rooms go on until a condition holds.</summary>
    public void Until(Func<bool> condition, string what) => Eventually.That(
        () =>
        {
            rooms.ForEach(room => room.Pump());
            return condition();
        },
        what);

    /// <summary>Has all rooms go on for so many frames of the pictures that they get.</summary>
    public void Run(int frames)
    {
        foreach (SipRoom room in rooms)
        {
            room.Picture.Restart();
            room.Sound.Restart();
        }

        Until(() => rooms.TrueForAll(room => room.Picture.Due >= frames), "time goes on");
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((_, NodeHost node, _) in Enumerable.Reverse(nodes))
        {
            await node.DisposeAsync();
        }

        Links.ForEach(link => link.Dispose());
        rooms.ForEach(room => room.Dispose());
        Directory.Delete(folder, recursive: true);
    }

    private void AwaitMeeting() =>
        Until(() => nodes.TrueForAll(node => node.Node.Control.ListAsync(CancellationToken.None).Result.Count == 1), "the meeting reaches every node");

    private LoopbackLink Add(string id) => Add(id, nodes.Count - 1);

    private LoopbackLink Add(string id, int above) => Add(id, nodes[above].Id, nodes[above].Node);

    private LoopbackLink Add(string id, string above, NodeHost parent)
    {
        nodes.Add(Start(id, [], new ParentConfiguration(above, "127.0.0.1:9")));
        var link = new LoopbackLink(parent, above, nodes[^1].Node, id);
        Links.Add(link);
        return link;
    }

    private (string Id, NodeHost Node, IPEndPoint Sip) Start(string id, ConferenceConfiguration[] conferences, params ParentConfiguration[] parents)
    {
        int media = FreePorts.MediaBlock();
        var configuration = new McuConfiguration
        {
            Node = new NodeConfiguration { Id = id },
            Data = Path.Combine(folder, id),
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 199)) },
            Conferences = conferences,
            Cascade = new CascadeConfiguration { Parents = parents }, // nobody dials: the links are made by the test
        };
        return (id, NodeHost.Start(configuration, new EventHistory(), observer), configuration.Sip.Listen.ToEndPoint());
    }
}
