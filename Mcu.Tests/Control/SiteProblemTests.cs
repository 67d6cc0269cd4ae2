using Mcu.Node.Control;

namespace Mcu.Tests.Control;

/// <summary>What counts as a problem of a site.</summary>
public sealed class SiteProblemTests
{
    private static readonly SiteInfo Well = new("s1", "Sơn Bình", Uri: null, SiteState.Connected)
    {
        VideoIn = Stream(frames: 25, loss: 0), AudioIn = Stream(frames: 0, loss: 0.5), RttMs = 20,
    };

    [Test]
    public void Of_RoomThatIsWell_IsNothing() => Assert.That(SiteProblem.Of(Well), Is.Null);

    [Test]
    public void Of_Troubles_AreNamed()
    {
        Assert.That(SiteProblem.Of(Well with { State = SiteState.SignalLost }), Is.EqualTo("signal_lost"));
        Assert.That(SiteProblem.Of(Well with { AudioIn = Stream(frames: 0, loss: 6) }), Is.EqualTo("loss"));
        Assert.That(SiteProblem.Of(Well with { VideoIn = Stream(frames: 5, loss: 0) }), Is.EqualTo("slow_picture"));
        Assert.That(SiteProblem.Of(Well with { RttMs = 700 }), Is.EqualTo("delay"));
    }

    [TestCase("hung_up", null)]
    [TestCase("dropped", null)]
    [TestCase("no_media", "disconnected")]
    [TestCase("486 Busy Here", "disconnected")]
    public void Of_RoomThatLeft_CountsUnlessItWasWanted(string reason, string? problem) =>
        Assert.That(SiteProblem.Of(Well with { State = SiteState.Disconnected, Reason = reason }), Is.EqualTo(problem));

    private static StreamInfo Stream(double frames, double loss) => new("H264", 640, 360, frames, 300, loss, 1);
}
