using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Calls;

/// <summary>A node calls an endpoint that rings; the operator looks on, and gives the call up.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OutgoingCallTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("calls").FullName;
    private readonly RecordingObserver observer = new();
    private readonly EventHistory history = new();
    private readonly RingingPhone phone = new();

    public void Dispose()
    {
        phone.Dispose();
        Directory.Delete(folder, recursive: true);
        Assert.That(observer.Faults, Is.Empty);
    }

    [Test]
    public async Task CallSite_EndpointRings_TheSiteIsShownRinging()
    {
        await using NodeHost node = Start();
        await node.Control.CallSiteAsync(new Act("1", "test"), "1000", Call(retries: 0) with { Wait = false }, CancellationToken.None);
        Eventually.That(() => StateOf(node) == SiteState.Ringing, "180 makes the site ring");
        Assert.That(history.Read(0, 100, out _).Last().Details, Is.EquivalentTo(new Dictionary<string, string> { ["change"] = "ringing" }));
    }

    [Test]
    public async Task CancelCall_WhileItRings_SendsCancelAndMakesNoFurtherAttempt()
    {
        await using NodeHost node = Start();
        Task<ControlResult<SiteInfo>> calling = node.Control.CallSiteAsync(new Act("1", "test"), "1000", Call(retries: 3), CancellationToken.None);
        Eventually.That(() => StateOf(node) == SiteState.Ringing, "it rings");

        Assert.That((await node.Control.CancelCallAsync(new Act("2", "test"), "1000", "1", CancellationToken.None)).Value, Is.True);
        Eventually.That(() => Pumped().Heard.Contains("ACK"), "the 487 is acknowledged");
        ControlResult<SiteInfo> result = await calling;

        Assert.Multiple(() =>
        {
            Assert.That(phone.Heard, Does.Contain("CANCEL"));
            Assert.That(result.Error!.Reason, Is.EqualTo(ControlReason.CallFailed));
            Assert.That(StateOf(node), Is.EqualTo(SiteState.Disconnected));
            Assert.That(history.Read(0, 100, out _).Last().Details, Is.EquivalentTo(new Dictionary<string, string> { ["from"] = "ringing", ["reason"] = "canceled" }));
        });
        Eventually.That(() => node.Engine.PortsInUse == 0, "its sockets are closed");
    }

    [Test]
    public async Task CancelCall_NoSuchCall_DoesNothing()
    {
        await using NodeHost node = Start();
        Assert.That((await node.Control.CancelCallAsync(new Act("2", "test"), "1000", "1", CancellationToken.None)).Value, Is.False);
    }

    private SiteCall Call(int retries) => new(phone.Address, "Trường Sa", retries, TimeSpan.FromMinutes(1), Wait: true);

    private SiteState? StateOf(NodeHost node)
    {
        phone.Pump();
        return node.Control.GetAsync("1000", CancellationToken.None).Result.Value.Sites.SingleOrDefault()?.State;
    }

    private RingingPhone Pumped()
    {
        phone.Pump();
        return phone;
    }

    private NodeHost Start()
    {
        int media = FreePorts.MediaBlock();
        var configuration = new McuConfiguration
        {
            Data = folder,
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 199)) },
            Conferences = [new ConferenceConfiguration { Name = "khanh-hoa", Number = "1000", Title = "Khánh Hòa" }],
        };
        return NodeHost.Start(configuration, history, observer);
    }
}
