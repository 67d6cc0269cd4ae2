using Mcu.Node.Control;

namespace Mcu.Tests.Interop;

/// <summary>Tests with SIPp against one node: after each, nothing of its calls may be left.</summary>
[NonParallelizable]
public abstract class SippFixture
{
    private MediaSink media = null!;
    private LocalNode node = null!;

    internal LocalNode Node => node;

    internal MediaSink Media => media;

    [OneTimeSetUp]
    public void StartNode()
    {
        Tools.Require("sipp");
        node = new LocalNode();
    }

    [OneTimeTearDown]
    public async Task StopNode()
    {
        if (node is not null)
        {
            await node.DisposeAsync();
            Assert.That(node.Faults, Is.Empty);
        }
    }

    [SetUp]
    public void Begin()
    {
        media = new MediaSink();
        node.Forget();
    }

    [TearDown]
    public async Task NothingIsLeft()
    {
        media.Dispose();
        if (TestContext.CurrentContext.Result.FailCount > 0)
        {
            await node.DisposeAsync(); // what is left of this test is no matter of the next one
            node = new LocalNode();
        }

        Wait.Until(() => node.IsIdle, "every call is freed", () => $"{node.PortsInUse} ports\n{string.Join('\n', node.Sites)}");
    }

    internal Sipp Call(string scenario, params string[] options) => Sipp.Caller(scenario, node.Sip, media, options: options);

    /// <summary>Waits until something holds, taking in media meanwhile.</summary>
    internal void Until(Func<bool> condition, string what, Sipp peer) => Wait.Until(
        () =>
        {
            media.Listen();
            return condition();
        },
        what,
        () => $"{media.Sounds} packets of sound, {media.Pictures} of pictures, {media.KeyFrames} key frames\n{string.Join('\n', node.Happenings)}\n{peer.Log}");

    /// <summary>The operator ends the one call there is; the scenario must end well by it.</summary>
    internal void DropTo(Sipp peer)
    {
        Drop(node.Sites.Single(IsUp));
        peer.Succeeds();
    }

    internal void Drop(SiteInfo site) =>
        Assert.That(node.Control.DropAsync(node.NewAct(), "1000", site.Id, CancellationToken.None).Result.Error, Is.Null);

    internal static bool IsUp(SiteInfo site) => site.State is SiteState.Connected or SiteState.OnHold or SiteState.SignalLost;
}
