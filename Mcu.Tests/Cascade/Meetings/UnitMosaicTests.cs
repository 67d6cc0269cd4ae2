using Mcu.Cascade.Links;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;
using Mcu.Node.Conferences;
using Mcu.Node.Control;
using static Mcu.Tests.Cascade.Meetings.NodeChain;
using static Mcu.Tests.Cascade.Meetings.TwoTiers;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>The picture of a whole unit: one stream up, composed where its rooms are.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class UnitMosaicTests : IAsyncDisposable
{
    private const string Unit = "khanh-son/*";
    private readonly TwoTiers tiers = new();

    [TearDown]
    public void NoLoopFaulted() => Assert.That(tiers.Faults, Is.Empty);

    public ValueTask DisposeAsync() => tiers.DisposeAsync();

    [Test]
    public async Task Focus_OnAUnit_ShowsAllItsRoomsInOneStream()
    {
        tiers.SonBinh.Camera.Clip = SeenLuma.Plain(60);
        tiers.JoinDistrict("son-lam").Camera.Clip = SeenLuma.Plain(200);
        ConferenceInfo shown = await FocusAsync("khanh son");
        Assert.That(shown.FocusSite, Is.EqualTo("Khánh Sơn (khanh-son)"));
        tiers.Until(() => Mosaic is { Size.Width: 640, PicturesDecoded: > 5 }, "the mosaic comes in the size of the whole picture");
        tiers.Until(() => tiers.AtDistrict.Links.PicturesUp.Values.Select(picture => picture.Site).SequenceEqual([UnitPicture.Own]), "as the only stream");
        // The left tile and the right one, between the captions.
        tiers.Until(() => IsAbout(60, SeenLuma.Mean(tiers.AtProvince, 0.1, 0.4, 0.4, 0.6)), "the first room is on the left");
        tiers.Until(() => IsAbout(200, SeenLuma.Mean(tiers.AtProvince, 0.6, 0.4, 0.9, 0.6)), "the second is on the right");
    }

    [Test]
    public async Task Mosaic_InTheDistrict_HasItsOwnRoomsOnlyAndIsEncodedOnce()
    {
        await FocusAsync("khanh-son");
        tiers.Until(() => UpView is not null, "the mosaic is composed");
        Assert.That(UpView!.Layout.Panes.Select(pane => pane.SiteId), Is.EqualTo(new[] { "son-binh" }), "not the program from above");
        Assert.That((UpView.IsClean, UpView.HasClock, UpView.Banner, UpView.Legs.Count), Is.EqualTo((false, false, (string?)null, 1)));
        tiers.Until(() => tiers.AtDistrict.Media.Video.Encoders == 1, "the program is passed on, the mosaic encoded");
    }

    [Test]
    public async Task Focus_OnAUnit_ItsOwnRoomsSeeSomebodyElse()
    {
        await FocusAsync("khanh-son");
        tiers.Until(
            () => tiers.AtProvince.Media.Video.Adopted.Views is [_, { Layout.MainSite: "hoi-truong", Legs.Count: 1 }, ..], "the district gets the hall");
    }

    [Test]
    public async Task Panes_OfAUnitAndASite_AreAskedForAsLargeAsTheyAre()
    {
        ControlResult<ConferenceInfo> set = await tiers.Province.Control.SetLayoutAsync(
            tiers.NewAct(), "1000", new LayoutSpec.Panes(["khanh-son", "hoi-truong"]), chairSite: null, CancellationToken.None);
        Assert.That(set.Value.Layout.ToString(), Is.EqualTo("panes:khanh-son/*,hoi-truong"));
        tiers.Until(() => Mosaic is { Size.Width: 320, PicturesDecoded: > 5 }, "the mosaic comes small");
        VideoPlanSite site = tiers.AtProvince.Media.Video.Adopted.Sites[Unit];
        Assert.That((site.Title, site.IsUnit, site.Status), Is.EqualTo(("Khánh Sơn", true, PaneStatus.Live)));
    }

    [Test]
    public async Task Link_Lost_PaneSaysSoWithTheUnitsNameAndComesBack()
    {
        await FocusAsync("khanh-son");
        tiers.Until(() => Mosaic is { PicturesDecoded: > 5 }, "the mosaic is seen");
        tiers.Cut();
        tiers.Until(() => tiers.AtProvince.Media.Video.Adopted.Sites[Unit] is { Status: PaneStatus.SignalLost, Source: null, Title: "Khánh Sơn" }, "it is lost");
        Assert.That(tiers.AtProvince.Media.Video.Adopted.Views[0].Layout.MainSite, Is.EqualTo(Unit), "and keeps its pane");
        tiers.Heal();
        tiers.Until(() => Mosaic is { PicturesDecoded: > 5 }, "it comes back by itself");
    }

    [Test]
    public void Focus_OnAUnitThatHasNotBeenHereYet_SaysSoWithItsPath()
    {
        tiers.Province.ControlLoop.TryPost(() => tiers.AtProvince.Apply(new ConferenceCommand.Focus("van-ninh/*"), Mcu.Node.Loops.MonotonicClock.Now));
        tiers.Until(
            () => tiers.AtProvince.Media.Video.Adopted.Sites.GetValueOrDefault("van-ninh/*") is { Status: PaneStatus.SignalLost, Title: "van-ninh" }, "it is awaited");
    }

    [Test]
    public async Task Rooms_AllLeave_PaneSaysNotConnectedUntilOneReturns()
    {
        await FocusAsync("khanh-son");
        tiers.Until(() => Mosaic is { PicturesDecoded: > 5 }, "the mosaic is seen");
        tiers.SonBinh.Hangup();
        tiers.Until(() => tiers.AtProvince.Media.Video.Adopted.Sites[Unit] is { Status: PaneStatus.NotConnected, Source: null }, "nobody is there");
        tiers.JoinDistrict("son-lam");
        tiers.Until(() => Mosaic is { PicturesDecoded: > 5 }, "somebody is");
    }

    [Test]
    public async Task Focus_OnAUnitOfAnOldNode_IsRefusedAndNotAskedFor()
    {
        tiers.Cut();
        tiers.HealWith([.. LinkProtocol.Capabilities.Where(word => word != LinkCapability.Mosaic)]);
        tiers.Until(() => Has(tiers.Province, Commune, SiteState.Connected), "it is back");
        ControlResult<ConferenceInfo> refused = await tiers.Province.Control.FocusAsync(tiers.NewAct(), "1000", "khanh-son", CancellationToken.None);
        Assert.That((refused.Error?.Reason, refused.Error?.Data["unit"]), Is.EqualTo((ControlReason.MosaicUnsupported, "Khánh Sơn (khanh-son)")));
        Assert.That((await FocusAsync("son-binh")).FocusSite, Is.EqualTo("son-binh"), "single sites can be shown");
    }

    [Test]
    public async Task Focus_NameOfAUnitAndASite_IsRefusedWithHowToNameEach()
    {
        tiers.JoinProvince("khanh-son");
        ControlResult<ConferenceInfo> refused = await tiers.Province.Control.FocusAsync(tiers.NewAct(), "1000", "khanh-son", CancellationToken.None);
        Assert.That((refused.Error?.Reason, refused.Error?.Data["candidates"]), Is.EqualTo((ControlReason.UnitAmbiguous, "/khanh-son, khanh-son/*")));
        Assert.That((await FocusAsync("/khanh-son")).FocusSite, Is.EqualTo("khanh-son"));
        Assert.That((await FocusAsync("khanh-son/*")).FocusSite, Is.EqualTo("Khánh Sơn (khanh-son)"));
    }

    [TestCase("van-ninh/*", ControlReason.UnitNotFound, "khanh-son")]
    [TestCase("khanh-son/son-bin", null, null)]
    [TestCase("khanh-san", ControlReason.SiteNotFound, "khanh-son/*")]
    public async Task Focus_NameThatIsWrong_NamesNearOnes(string name, ControlReason? reason, string? near)
    {
        ControlResult<ConferenceInfo> result = await tiers.Province.Control.FocusAsync(tiers.NewAct(), "1000", name, CancellationToken.None);
        Assert.That((result.Error?.Reason, result.Error?.Data["near"].Split(", ")[0]), Is.EqualTo((reason, near)));
    }

    [Test]
    public async Task Focus_OnAUnitTwoTiersBelow_ComesUpThroughTheDistrict()
    {
        LiveConference atToHap = tiers.AddTierBelow("ba-cum");
        await FocusAsync("to hap");
        tiers.Until(() => tiers.AtProvince.Links.Sources.TryGetValue("khanh-son/to-hap/*", out VideoSource? source) && source.PicturesDecoded > 5, "its mosaic is seen");
        Assert.That(tiers.AtDistrict.Links.PicturesUp.Values.Select(picture => picture.Site), Is.EqualTo(new[] { "to-hap/*" }));
        Assert.That(atToHap.Links.PicturesUp.Values.Select(picture => picture.Site), Is.EqualTo(new[] { UnitPicture.Own }));
        Assert.That(tiers.AtProvince.Links.Units["khanh-son/to-hap"].Shown, Is.EqualTo("Tô Hạp (khanh-son/to-hap)"));
    }

    private VideoSource? Mosaic => tiers.AtProvince.Links.Sources.GetValueOrDefault(Unit);

    private VideoPlanView? UpView => tiers.AtDistrict.Media.Video.Adopted.Views.FirstOrDefault(view => view.Id.StartsWith("up:*", StringComparison.Ordinal));

    private static bool IsAbout(int luma, double seen) => Math.Abs(seen - luma) < 12;

    private async Task<ConferenceInfo> FocusAsync(string name) =>
        (await tiers.Province.Control.FocusAsync(tiers.NewAct(), "1000", name, CancellationToken.None)).Value;
}
