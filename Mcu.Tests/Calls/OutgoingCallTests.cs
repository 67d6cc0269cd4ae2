using Mcu.Node.Control;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Calls;

/// <summary>A node calls an endpoint that rings; the operator looks on, and gives the call up.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OutgoingCallTests
{
    private NodeFixture node;
    private RingingPhone phone;

    [SetUp]
    public void Start() => (node, phone) = (new NodeFixture(), new RingingPhone());

    [TearDown]
    public async Task StopAsync()
    {
        phone.Dispose();
        await node.DisposeAsync();
    }

    [Test]
    public async Task CallSite_EndpointRings_TheSiteIsShownRinging()
    {
        await CallAsync(retries: 0, wait: false);
        Eventually.That(() => State == SiteState.Ringing, "180 makes the site ring");
        Assert.That(LastDetails, Is.EquivalentTo(new Dictionary<string, string> { ["change"] = "ringing" }));
    }

    [Test]
    public async Task CancelCall_WhileItRings_SendsCancelAndMakesNoFurtherAttempt()
    {
        Task<ControlResult<SiteInfo>> calling = CallAsync(retries: 3, wait: true);
        Eventually.That(() => State == SiteState.Ringing, "it rings");

        Assert.That(await CancelAsync(), Is.True);
        Eventually.That(() => State is not null && phone.Heard.Contains("ACK"), "the 487 is acknowledged");
        ControlResult<SiteInfo> result = await calling;

        Assert.Multiple(() =>
        {
            Assert.That(phone.Heard, Does.Contain("CANCEL"));
            Assert.That(result.Error!.Reason, Is.EqualTo(ControlReason.CallFailed));
            Assert.That(State, Is.EqualTo(SiteState.Disconnected));
            Assert.That(LastDetails, Is.EquivalentTo(new Dictionary<string, string> { ["from"] = "ringing", ["reason"] = "canceled" }));
        });
        Eventually.That(() => node.Node.Engine.PortsInUse == 0, "its sockets are closed");
    }

    [Test]
    public async Task CancelCall_NoSuchCall_DoesNothing() => Assert.That(await CancelAsync(), Is.False);

    [Test]
    public async Task SetLayout_WithAChair_TheSiteIsShownAsChair()
    {
        await node.Node.Control.SetLayoutAsync(new Act("3", "test"), "1000", node.Conference.Conference.Layout, "UBND tỉnh", CancellationToken.None);
        Assert.That(node.Conference.Sites.Single().Chair, Is.True);
    }

    // Whoever looks lets the phone answer what came.
    private SiteState? State
    {
        get
        {
            phone.Pump();
            return node.Conference.Sites.SingleOrDefault()?.State;
        }
    }

    private IReadOnlyDictionary<string, string> LastDetails => node.History.Read(0, 100, out _)[^1].Details;

    private Task<ControlResult<SiteInfo>> CallAsync(int retries, bool wait)
    {
        var call = new SiteCall(phone.Address, "Trường Sa", retries, TimeSpan.FromMinutes(1), wait);
        return node.Node.Control.CallSiteAsync(new Act("1", "test"), "1000", call, CancellationToken.None);
    }

    private async Task<bool> CancelAsync() =>
        (await node.Node.Control.CancelCallAsync(new Act("2", "test"), "1000", callOpId: "1", CancellationToken.None)).Value;
}
