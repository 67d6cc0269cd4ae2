using Mcu.Cascade.Links;
using Mcu.Core.Composing;
using Mcu.Node.Conferences;
using Mcu.Node.Control;
using Mcu.Tests.Hosting;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>Slides over links: one presenter for the whole meeting, seen at every node, sent back to none.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class ContentTests : IAsyncDisposable
{
    private const int Bright = 200, Dark = 70;
    private const string Presenter = "son-binh", AtRoot = "khanh-son/son-binh";
    private readonly NodeChain chain = new("khanh-hoa", "khanh-son");
    private readonly Dictionary<string, SipRoom> rooms = [];

    private LiveConference Province => chain.At(0);

    private LiveConference District => chain.At(1);

    private LiveConference Other => chain.At(2);

    [TearDown]
    public void NoLoopFaulted() => Assert.That(chain.Faults, Is.Empty);

    public ValueTask DisposeAsync() => chain.DisposeAsync();

    [Test]
    public void Slides_OfACommune_AreSeenAtTheProvinceAndInTheOtherDistrict()
    {
        Connect(otherCan: null);
        Present(Presenter, Bright);
        chain.Until(() => rooms["hoi-truong"].Screen!.Shows(Bright), "the province sees them");
        chain.Until(() => rooms["cam-duc"].Screen!.Shows(Bright), "the other district sees them");
        chain.Until(() => rooms["to-hap"].Screen!.Shows(Bright), "the presenter's own district sees them");
        chain.Until(() => IsAbout(Bright, SeenLuma.Mean(Other, 0.1, 0.1, 0.6, 0.6)), "a room without a second screen sees them large, beside the program");
        Assert.Multiple(() =>
        {
            Assert.That((Province.State.Presenter, District.State.Presenter, Other.State.Presenter), Is.EqualTo((AtRoot, Presenter, (string?)null)));
            Assert.That(Province.Links.ContentsDown.Keys, Is.EqualTo(new[] { "cam-lam" }), "not where they came from");
            Assert.That(District.Links.PicturesUp.Values.Select(picture => picture.Site), Has.Member(ContentPicture.KeyOf(Presenter)));
            Assert.That(new[] { 0, 1, 2 }.Select(tier => Content(tier).Presenter), Is.All.EqualTo(Presenter), "operators know everywhere");
            Assert.That(rooms[Presenter].Screen!.Pictures, Is.Zero);
        });
    }

    [Test]
    public void Presenter_AnotherBegins_IsRevokedWhereverItIs()
    {
        Connect(otherCan: null);
        Present(Presenter, Bright);
        chain.Until(() => rooms["cam-duc"].Screen!.Shows(Bright), "the commune presents");
        Present("cam-duc", Dark);
        chain.Until(() => rooms[Presenter].Screen!.Shows(Dark) && rooms["hoi-truong"].Screen!.Shows(Dark), "the other district does");
        chain.Until(() => (Province.State.Presenter, District.State.Presenter, Other.State.Presenter) == ("cam-lam/cam-duc", null, "cam-duc"), "every node knows");
        chain.Until(() => District.Links.PicturesUp.Values.All(picture => ContentPicture.SiteOf(picture.Site) is null), "nobody asks for the former");
        Assert.That(Content(1).Waiting, Is.EqualTo(new[] { Presenter }), "who sends still");

        rooms["cam-duc"].Slides.Clip = null;
        chain.Until(() => Province.State.Presenter is null && District.Links.Content is null && Content(1).Presenter is null, "it ends everywhere");
    }

    [Test]
    public async Task Operators_OfTheRoot_GiveAndStop_ThoseBelowMayNot()
    {
        Connect(otherCan: null);
        Present(Presenter, Bright);
        chain.Until(() => District.State.Presenter == Presenter, "it presents");
        ControlResult<ContentInfo> refused = await chain[1].Control.StopContentAsync(chain.NewAct(), NodeChain.Number, CancellationToken.None);
        Assert.That(refused.Error?.Reason, Is.EqualTo(ControlReason.ContentIsAbove));
        await chain[0].Control.StopContentAsync(chain.NewAct(), NodeChain.Number, CancellationToken.None);
        chain.Until(() => District.State.Presenter is null, "stopped");
        await chain[0].Control.GiveContentAsync(chain.NewAct(), NodeChain.Number, Presenter, CancellationToken.None);
        chain.Until(() => District.State.Presenter == Presenter, "given back");
    }

    [Test]
    public void Slides_ToANodeOfTheVersionBefore_AreInTheProgram()
    {
        Connect([.. LinkProtocol.Capabilities.Where(word => word != LinkCapability.Content)]);
        Present(Presenter, Bright);
        chain.Until(() => rooms["hoi-truong"].Screen!.Shows(Bright), "the province sees them");
        chain.Until(() => IsAbout(Bright, SeenLuma.Mean(Other, 0.1, 0.1, 0.6, 0.6)), "the old node's rooms see them in the program");
        Assert.That(Other.Links.Content, Is.Null);
    }

    [Test]
    public void Link_Lost_SlidesGoOnWhereTheyAreAndComeBack()
    {
        Connect(otherCan: null);
        Present(Presenter, Bright);
        chain.Until(() => rooms["hoi-truong"].Screen!.Shows(Bright) && District.State.Presenter == Presenter, "the province sees them");
        chain.Links[0].Cut();
        chain.Until(() => Province.State.Presenter is null && !District.Links.HasContentAbove, "the province has lost them");
        Assert.That(District.State.Presenter, Is.EqualTo(Presenter));
        int seen = rooms["hoi-truong"].Screen!.Pictures;
        chain.Links[0].Connect();
        chain.Until(() => Province.State.Presenter == AtRoot && rooms["hoi-truong"].Screen!.Pictures > seen, "they are back");
    }

    private static bool IsAbout(int luma, double seen) => Math.Abs(seen - luma) < 12;

    private ContentInfo Content(int tier) => chain[tier].Control.ContentAsync(NodeChain.Number, CancellationToken.None).Result.Value;

    private void Present(string room, byte luma) => rooms[room].Slides.Clip = SeenLuma.Plain(luma);

    private void Connect(IReadOnlyList<string>? otherCan)
    {
        chain.Connect();
        chain.Branch("cam-lam", otherCan);
        (int Tier, string Name, bool HasSlides)[] all =
            [(0, "hoi-truong", true), (1, Presenter, true), (1, "to-hap", true), (2, "cam-duc", true), (2, "suoi-tan", false)];
        foreach ((int tier, string name, bool hasSlides) in all)
        {
            rooms[name] = chain.Call(tier, name, hasSlides);
        }

        chain.Until(
            () => rooms.Values.All(room => room.IsUp) && new[] { AtRoot, "cam-lam/cam-duc" }.All(site => NodeChain.Has(chain[0], site, SiteState.Connected)),
            "all rooms are in one meeting");
    }
}
