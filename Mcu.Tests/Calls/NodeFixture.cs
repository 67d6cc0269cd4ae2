using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Calls;

/// <summary>A node in this process with one conference, 1000, and what it told; nothing of it stays.</summary>
internal sealed class NodeFixture : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("calls").FullName;
    private readonly RecordingObserver observer = new();

    public NodeFixture()
    {
        int media = FreePorts.MediaBlock();
        var configuration = new McuConfiguration
        {
            Data = folder,
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 199)) },
            Conferences = [new ConferenceConfiguration { Name = "khanh-hoa", Number = "1000", Title = "Khánh Hòa" }],
        };
        Node = NodeHost.Start(configuration, History, observer);
    }

    public NodeHost Node { get; }

    public EventHistory History { get; } = new();

    public ConferenceDetails Conference => Node.Control.GetAsync("1000", CancellationToken.None).Result.Value;

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        Assert.That(observer.Faults, Is.Empty);
    }
}
