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

/// <summary>A province's node and a district's, linked within this process, and one meeting of both with a room at each.</summary>
internal sealed class TwoTiers : IAsyncDisposable
{
    public const string Commune = "khanh-son/son-binh";
    private const string Number = "1000";
    private readonly string folder = Directory.CreateTempSubdirectory("tiers").FullName;
    private readonly RecordingObserver observer = new();
    private readonly LoopbackLink link;
    private readonly IPEndPoint provinceSip;
    private readonly IPEndPoint districtSip;
    private readonly List<SipRoom> others = [];
    private (NodeHost Node, IPEndPoint Sip, LoopbackLink Link)? below;
    private int acts;

    public TwoTiers()
    {
        (Province, provinceSip) = Start("khanh-hoa", [new ConferenceConfiguration
        {
            Name = "khanh-hoa", Number = Number, Title = "Khánh Hòa", Picture = new PictureFormat(640, 360, 25, 500_000),
        }]);
        (District, districtSip) = Start("khanh-son", [], new ParentConfiguration("khanh-hoa", "127.0.0.1:9"));
        link = new LoopbackLink(Province, "khanh-hoa", District, "khanh-son");
        link.Connect();
        Until(() => District.Control.ListAsync(CancellationToken.None).Result.Count == 1, "the meeting reaches the district");
        Hall.Call(provinceSip, Number);
        SonBinh.Call(districtSip, Number);
        Until(() => Hall.IsUp && SonBinh.IsUp && Has(Province, Commune, SiteState.Connected), "both rooms are in one meeting");
    }

    public NodeHost Province { get; }

    public NodeHost District { get; }

    /// <summary>The province's room.</summary>
    public SipRoom Hall { get; } = new("hoi-truong");

    /// <summary>The commune's room, which has called its district.</summary>
    public SipRoom SonBinh { get; } = new("son-binh");

    public LiveConference AtProvince => Province.Conference("khanh-hoa");

    public LiveConference AtDistrict => District.Conference("khanh-hoa");

    public Act NewAct() => new($"{++acts}", "test");

    public void Cut() => link.Cut();

    public void Heal() => link.Connect();

    /// <summary>Has the district come back as one of an older version, with these capabilities.</summary>
    public void HealWith(params string[] capabilities)
    {
        link.ChildCapabilities = capabilities;
        link.Connect();
    }

    /// <summary>A further room of the province.</summary>
    public SipRoom JoinProvince(string name) => Join(name, provinceSip);

    /// <summary>A further room of the district.</summary>
    public SipRoom JoinDistrict(string name) => Join(name, districtSip);

    /// <summary>A node below the district, <c>to-hap</c>, with one room.</summary>
    /// <returns>That node's conference.</returns>
    public LiveConference AddTierBelow(string room)
    {
        (NodeHost node, IPEndPoint sip) = Start("to-hap", [], new ParentConfiguration("khanh-son", "127.0.0.1:9"));
        var line = new LoopbackLink(District, "khanh-son", node, "to-hap");
        below = (node, sip, line);
        line.Connect();
        Until(() => node.Control.ListAsync(CancellationToken.None).Result.Count == 1, "the meeting reaches the commune's node");
        Join(room, sip);
        Until(() => Has(Province, $"khanh-son/to-hap/{room}", SiteState.Connected), "its room is in the meeting");
        return node.Conference("khanh-hoa");
    }

    /// <summary>A site as a node's operators see it.</summary>
    public static SiteInfo Site(NodeHost node, string id) =>
        node.Control.GetAsync("khanh-hoa", CancellationToken.None).Result.Value.Sites.Single(site => site.Id == id);

    /// <summary>Whether a node has a site in a state.</summary>
    public static bool Has(NodeHost node, string id, SiteState state) =>
        node.Control.GetAsync("khanh-hoa", CancellationToken.None).Result.Value?.Sites.Any(site => site.Id == id && site.State == state) ?? false;

    /// <summary>Has both rooms go on until a condition holds.</summary>
    public void Until(Func<bool> condition, string what) => Eventually.That(
        () =>
        {
            Hall.Pump();
            SonBinh.Pump();
            others.ForEach(room => room.Pump());
            return condition();
        },
        what);

    /// <summary>Has both rooms go on for so many frames of the pictures that they get.</summary>
    public void Run(int frames)
    {
        Hall.Picture.Restart();
        SonBinh.Picture.Restart();
        Hall.Sound.Restart();
        SonBinh.Sound.Restart();
        Until(() => Hall.Picture.Due >= frames && SonBinh.Picture.Due >= frames, "time goes on");
    }

    public IEnumerable<string> Faults => observer.Faults.Select(fault => $"{fault.Loop}: {fault.Fault}");

    public async ValueTask DisposeAsync()
    {
        await (below?.Node.DisposeAsync() ?? ValueTask.CompletedTask);
        await District.DisposeAsync();
        await Province.DisposeAsync();
        below?.Link.Dispose();
        link.Dispose();
        Hall.Dispose();
        SonBinh.Dispose();
        others.ForEach(room => room.Dispose());
        Directory.Delete(folder, recursive: true);
    }

    private SipRoom Join(string name, IPEndPoint node)
    {
        var room = new SipRoom(name);
        others.Add(room);
        room.Call(node, Number);
        Until(() => room.IsUp, $"{name} is in the meeting");
        return room;
    }

    private (NodeHost Node, IPEndPoint Sip) Start(string id, ConferenceConfiguration[] conferences, params ParentConfiguration[] parents)
    {
        int media = FreePorts.MediaBlock();
        var configuration = new McuConfiguration
        {
            Node = new NodeConfiguration { Id = id },
            Data = Path.Combine(folder, id),
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 199)) },
            Conferences = conferences,
            Cascade = new CascadeConfiguration { Parents = parents }, // nobody dials: the link is made by the test
        };
        return (NodeHost.Start(configuration, new EventHistory(), observer), configuration.Sip.Listen.ToEndPoint());
    }
}
