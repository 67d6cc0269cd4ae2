using System.Net;
using Mcu.Core.Conferences;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Interop;

/// <summary>A whole node in this process, without its API, with a conference 1000 <c>khanh-hoa</c>.</summary>
internal sealed class LocalNode : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("node-").FullName;
    private readonly EventHistory history = new();
    private readonly RecordingObserver observer = new();
    private readonly NodeHost host;
    private long seen;
    private int acts;

    public LocalNode()
    {
        int media = FreePorts.MediaBlock();
        var configuration = new McuConfiguration
        {
            Data = folder,
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 199)) },
            Conferences =
            [
                new ConferenceConfiguration { Name = "khanh-hoa", Number = "1000", Title = "Khánh Hòa", Picture = new PictureFormat(320, 180, 15, 300_000) },
            ],
        };
        host = NodeHost.Start(configuration, history, observer);
        Sip = configuration.Sip.Listen.ToEndPoint();
    }

    /// <summary>Where rooms call.</summary>
    public IPEndPoint Sip { get; }

    public IConferenceControl Control => host.Control;

    public IReadOnlyList<SiteInfo> Sites => Control.GetAsync("1000", CancellationToken.None).Result.Value.Sites;

    /// <summary>What happened since <see cref="Forget"/>, each as its kind, its site, and what changed or why.</summary>
    public IReadOnlyList<string> Happenings => [.. history.Read(seen, 1000, out _).Select(Text)];

    /// <summary>Nothing of any call is left: no ports, no memory that waits, nobody connected.</summary>
    public bool IsIdle => host.Engine is { PortsInUse: 0, ClosingLegs: 0 }
        && Sites.All(site => site.State is SiteState.Disconnected or SiteState.Expected);

    /// <summary>Faults of its loops.</summary>
    public IEnumerable<string> Faults => observer.Faults.Select(fault => $"{fault.Loop}: {fault.Fault}");

    public int PortsInUse => host.Engine.PortsInUse;

    /// <summary>A new act of the operator.</summary>
    public Act NewAct() => new($"{++acts}", "test");

    /// <summary>Lets <see cref="Happenings"/> begin anew.</summary>
    public void Forget() => seen = history.LastSequence;

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string Text(ControlEvent happened) => string.Join(' ', new[]
    {
        happened.Kind.ToString(),
        happened.Site,
        happened.Details.GetValueOrDefault("change"),
        happened.Details.GetValueOrDefault("reason"),
    }.OfType<string>());
}
