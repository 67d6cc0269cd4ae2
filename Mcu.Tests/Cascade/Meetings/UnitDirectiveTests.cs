using Mcu.Core.Composing;
using Mcu.Node.Conferences;
using Mcu.Node.Control;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>What an operator of the province has a district's node do in its own conference.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class UnitDirectiveTests : IAsyncDisposable
{
    private readonly TwoTiers tiers = new();

    [TearDown]
    public void NoLoopFaulted() => Assert.That(tiers.Faults, Is.Empty);

    public ValueTask DisposeAsync() => tiers.DisposeAsync();

    [Test]
    public async Task Layout_AtAUnit_IsItsOwnAndThatOfItsMosaic()
    {
        await tiers.Province.Control.FocusAsync(tiers.NewAct(), "1000", "khanh-son", CancellationToken.None);
        ControlResult<ConferenceInfo> done = await AtAsync(tiers.NewAct(), "khanh-son", new UnitAct.SetLayout(new LayoutSpec.Grid(2, 2), ChairSite: null));
        Assert.That((done.Value.CarriedOutBy, done.Value.Layout.ToString()), Is.EqualTo(("Khánh Sơn (khanh-son)", "grid:2x2")));
        Assert.That((tiers.AtDistrict.State.Layout.ToString(), tiers.AtProvince.State.Layout.ToString()), Is.EqualTo(("grid:2x2", "auto")));
        tiers.Until(
            () => tiers.AtDistrict.Media.Video.Adopted.Views.Any(view => view.Id.StartsWith("up:*", StringComparison.Ordinal) && view.Layout.Panes.Count == 4),
            "the mosaic has four panes");
        tiers.Cut();
        tiers.Until(() => tiers.AtDistrict.Media.Video.Adopted.Views is [{ Layout.Panes.Count: 4 }], "and so has the picture of its rooms alone");
    }

    [Test]
    public async Task Message_AtAUnit_IsOnThePicturesOfItsRoomsOnly()
    {
        await AtAsync(tiers.NewAct(), "khanh son", new UnitAct.ShowMessage("Nghỉ 10 phút"));
        Assert.That((tiers.AtDistrict.Banner, tiers.AtProvince.Banner), Is.EqualTo(("Nghỉ 10 phút", (string?)null)));
        tiers.Until(() => tiers.AtDistrict.Media.Video.Adopted.Views[0].Banner is not null, "it is on the program that the rooms get");
        ControlResult<ConferenceInfo> cleared = await AtAsync(tiers.NewAct(), "khanh-son", new UnitAct.ShowMessage(Text: null));
        Assert.That((cleared.Value.Message, tiers.AtDistrict.Banner), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public async Task Focus_AtAUnit_NamesItsSites()
    {
        ControlResult<ConferenceInfo> done = await AtAsync(tiers.NewAct(), "khanh-son", new UnitAct.Focus("son binh"));
        Assert.That((done.Value.FocusSite, tiers.AtDistrict.State.FocusedSite, tiers.AtProvince.State.FocusedSite), Is.EqualTo(("son-binh", "son-binh", (string?)null)));
    }

    [Test]
    public async Task Act_Repeated_IsDoneOnce()
    {
        Act act = tiers.NewAct();
        ControlResult<ConferenceInfo> first = await AtAsync(act, "khanh-son", new UnitAct.ShowMessage("một"));
        await AtAsync(tiers.NewAct(), "khanh-son", new UnitAct.ShowMessage("hai"));
        ControlResult<ConferenceInfo> again = await AtAsync(act, "khanh-son", new UnitAct.ShowMessage("một"));
        Assert.That((first.Value.Message, again.Value.Message, tiers.AtDistrict.State.Message), Is.EqualTo(("một", "một", "hai")));
    }

    [Test]
    public async Task Act_ThatTheDistrictRefuses_HasItsReason()
    {
        ControlResult<ConferenceInfo> refused = await AtAsync(tiers.NewAct(), "khanh-son", new UnitAct.Focus("son-bin-ba"));
        Assert.That((refused.Error?.Reason, refused.Error?.Data["site"]), Is.EqualTo((ControlReason.SiteNotFound, "son-bin-ba")));
    }

    [Test]
    public async Task Act_LayoutThatIsNotAllowed_IsRefusedThereToo()
    {
        ControlResult<ConferenceInfo> refused = await AtAsync(tiers.NewAct(), "khanh-son", new UnitAct.SetLayout(new LayoutSpec.Grid(99, 99), ChairSite: null));
        Assert.That(refused.Error?.Reason, Is.EqualTo(ControlReason.InvalidField));
        Assert.That(tiers.AtDistrict.State.Layout.ToString(), Is.EqualTo("auto"));
    }

    [Test]
    public async Task Act_AtAnUnknownUnit_NamesThoseThereAre()
    {
        ControlResult<ConferenceInfo> refused = await AtAsync(tiers.NewAct(), "van-ninh", new UnitAct.ShowMessage("?"));
        Assert.That((refused.Error?.Reason, refused.Error?.Data["near"]), Is.EqualTo((ControlReason.UnitNotFound, "khanh-son")));
    }

    [Test]
    public async Task Act_AtAUnitWhoseLinkIsLost_SaysWhichMcu()
    {
        tiers.Cut();
        tiers.Until(() => !tiers.AtProvince.Links.Units["khanh-son"].IsLinked, "the link is lost");
        ControlResult<ConferenceInfo> refused = await AtAsync(tiers.NewAct(), "khanh-son", new UnitAct.ShowMessage("?"));
        Assert.That((refused.Error?.Reason, refused.Error?.Data["node"]), Is.EqualTo((ControlReason.UnitUnreachable, "khanh-son")));
    }

    [Test]
    public async Task Act_AtAUnitTwoTiersBelow_IsCarriedOutThere()
    {
        LiveConference atToHap = tiers.AddTierBelow("ba-cum");
        tiers.Until(() => tiers.AtProvince.Links.Units.ContainsKey("khanh-son/to-hap"), "the province has heard of it");
        ControlResult<ConferenceInfo> done = await AtAsync(tiers.NewAct(), "tô hạp", new UnitAct.ShowMessage("Nghỉ"));
        Assert.That(done.Value.CarriedOutBy, Is.EqualTo("Tô Hạp (khanh-son/to-hap)"));
        Assert.That((atToHap.Banner, tiers.AtDistrict.Banner), Is.EqualTo(("Nghỉ", (string?)null)));
    }

    [Test]
    public async Task Message_OfTheProvince_IsSeenAtEveryTier()
    {
        tiers.Hall.Camera.Clip = tiers.SonBinh.Camera.Clip = SeenLuma.Plain(60);
        tiers.Hall.Voice.IsOn = tiers.SonBinh.Voice.IsOn = false; // no speaker's frame
        LiveConference atToHap = tiers.AddTierBelow("ba-cum");
        LiveConference[] all = [tiers.AtProvince, tiers.AtDistrict, atToHap];
        tiers.Until(() => tiers.AtDistrict.Links.Program is { PicturesDecoded: > 5 } && atToHap.Links.Program is { PicturesDecoded: > 5 }, "all see the program");
        tiers.Until(() => Array.TrueForAll(all, conference => Top(conference) < 130), "nothing is said");
        await tiers.Province.Control.ShowMessageAsync(tiers.NewAct(), "1000", "Nghỉ giải lao mười phút", CancellationToken.None);
        tiers.Until(() => Array.TrueForAll(all, conference => Top(conference) > 160), "the message is on every picture");
    }

    // Where the message stands, beside the clock.
    private static int Top(LiveConference conference) => SeenLuma.Brightest(conference, 0.35, 0, 0.65, 0.12);

    private Task<ControlResult<ConferenceInfo>> AtAsync(Act act, string unit, UnitAct what) =>
        tiers.Province.Control.ActAtAsync(act, "1000", unit, what, CancellationToken.None);
}
