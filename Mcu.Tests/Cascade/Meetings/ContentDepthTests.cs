using Mcu.Core.Bfcp;
using Mcu.Node.Loops;
using Mcu.Tests.Hosting;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>Slides from the third level, with floor control: the root grants and revokes, and everybody sees them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class ContentDepthTests : IAsyncDisposable
{
    private const int Bright = 200, Dark = 70;
    private const string AtRoot = "khanh-son/son-binh/thon-1";
    private readonly NodeChain chain = new("khanh-hoa", "khanh-son", "son-binh");

    [TearDown]
    public void NoLoopFaulted() => Assert.That(chain.Faults, Is.Empty);

    public ValueTask DisposeAsync() => chain.DisposeAsync();

    [Test]
    public void Floor_OfARoomTwoLevelsDown_IsTheRootsAndItsSlidesAreSeenEverywhere()
    {
        chain.Connect();
        chain.Branch("cam-lam");
        SipRoom hall = chain.Call(0, "hoi-truong", hasSlides: true);
        SipRoom town = chain.Call(1, "to-hap", hasSlides: true);
        SipRoom presenter = chain.Call(2, "thon-1", hasSlides: true, asksForFloor: true);
        SipRoom other = chain.Call(3, "cam-duc", hasSlides: true);
        chain.Until(() => new[] { hall, town, presenter, other }.All(room => room.IsUp) && NodeChain.Has(chain[0], AtRoot, SiteState.Connected), "all rooms are in one meeting");

        presenter.Slides.Clip = SeenLuma.Plain(Bright);
        presenter.Floor!.AskForFloor(MonotonicClock.Now);
        chain.Until(() => presenter.Floor.Status == BfcpRequestStatus.Granted, "the root grants it");
        chain.Until(() => hall.Screen!.Shows(Bright) && town.Screen!.Shows(Bright) && other.Screen!.Shows(Bright), "every level sees them");
        Assert.That((chain.At(0).State.Presenter, chain.At(1).State.Presenter, chain.At(2).State.Presenter), Is.EqualTo((AtRoot, "son-binh/thon-1", "thon-1")));
        Assert.That(chain.At(1).Links.ContentsDown, Is.Empty, "not where they came from");

        hall.Slides.Clip = SeenLuma.Plain(Dark);
        chain.Until(() => presenter.Floor.Status == BfcpRequestStatus.Revoked, "the revocation reaches the room");
        chain.Until(() => presenter.Screen!.Shows(Dark) && town.Screen!.Shows(Dark) && other.Screen!.Shows(Dark), "and the hall's slides do");
        Assert.That(presenter.Floor.Told, Has.One.EqualTo("FloorRequestStatus 1 Granted"));

        presenter.Floor.AskForFloor(MonotonicClock.Now);
        chain.Until(() => presenter.Floor.Status == BfcpRequestStatus.Granted && hall.Screen!.Shows(Bright), "it asks anew");
        presenter.Floor.ReleaseFloor(MonotonicClock.Now);
        chain.Until(() => chain.At(0).State.Presenter is null && chain.At(3).Links.Content is null, "and gives the floor back");
    }
}
