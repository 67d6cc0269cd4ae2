using Mcu.Core.Conferences;
using Mcu.Node.Control;
using Mcu.V1;
using static Mcu.Tests.Cascade.Meetings.NodeChain;
using static Mcu.Tests.Cascade.Meetings.TwoTiers;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>What a province and a district have in common: roster, sound, pictures, floor, acts; and what each keeps alone.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class TwoTierTests : IAsyncDisposable
{
    private readonly TwoTiers tiers = new();

    [TearDown]
    public void NoLoopFaulted() => Assert.That(tiers.Faults, Is.Empty);

    public ValueTask DisposeAsync() => tiers.DisposeAsync();

    [Test]
    public void Sound_OfTheCommune_IsHeardAtTheProvinceAndNotAtItself()
    {
        tiers.Hall.Voice.IsOn = false;
        tiers.Until(() => tiers.Hall.Sound.Voiced > 50, "the province hears the commune");
        tiers.Run(frames: 50); // what the hall said has died away
        tiers.Run(frames: 50);
        Assert.That(tiers.Hall.Sound.Voiced, Is.GreaterThan(80));
        Assert.That(tiers.SonBinh.Sound.Voiced, Is.Zero, "the commune hears itself");
    }

    [Test]
    public void Sound_OfTheProvince_IsHeardAtTheCommuneAndNotAtItself()
    {
        tiers.SonBinh.Voice.IsOn = false;
        tiers.Run(frames: 50);
        tiers.Run(frames: 50);
        Assert.That(tiers.SonBinh.Sound.Voiced, Is.GreaterThan(80));
        Assert.That(tiers.Hall.Sound.Voiced, Is.Zero, "the province hears itself");
    }

    [Test]
    public void Pictures_GoUpAndTheProgramComesDown()
    {
        tiers.Until(() => tiers.AtProvince.Links.Sources.TryGetValue(Commune, out var source) && source.PicturesDecoded > 20, "the commune is seen at the province");
        tiers.Until(() => tiers.AtDistrict.Links.Program is { PicturesDecoded: > 20 }, "the program is seen at the district");
        tiers.Until(() => tiers.SonBinh.Reception.GotKeyFrame, "the commune's room gets it");
    }

    [Test]
    public async Task Focus_OnACommune_ComesLargerUnderTheSameStream()
    {
        tiers.Until(() => tiers.AtProvince.Links.Sources.ContainsKey(Commune), "the commune is seen");
        var before = tiers.AtProvince.Links.Sources[Commune];
        await tiers.Province.Control.FocusAsync(tiers.NewAct(), "1000", "son-binh", CancellationToken.None);
        tiers.Until(() => before.Size.Width == 640, "the commune comes in the size of the whole picture");
        Assert.That(tiers.AtProvince.Links.Sources[Commune], Is.SameAs(before));
    }

    [Test]
    public async Task Mute_AtTheProvince_SilencesTheCommuneAtItsDistrict()
    {
        await tiers.Province.Control.SetMutedAsync(tiers.NewAct(), "1000", SiteSelection.One("son-binh"), muted: true, CancellationToken.None);
        tiers.Until(() => tiers.AtDistrict.State.Find("son-binh")!.Mutes == MuteBits.Province, "the district has heard of it");
        await tiers.District.Control.SetMutedAsync(tiers.NewAct(), "1000", SiteSelection.One("son-binh"), muted: true, CancellationToken.None);
        tiers.Until(() => tiers.AtProvince.State.Find(Commune)!.Mutes == (MuteBits.Province | MuteBits.District), "the province knows of both");
        await tiers.Province.Control.SetMutedAsync(tiers.NewAct(), "1000", SiteSelection.One("son-binh"), muted: false, CancellationToken.None);
        tiers.Until(() => tiers.AtDistrict.State.Find("son-binh")!.Mutes == MuteBits.District, "the district's own mute stays");
    }

    [Test]
    public async Task Gain_SetAtTheProvince_IsCarriedOutAtTheDistrictOnce()
    {
        Act act = tiers.NewAct();
        ControlResult<SiteInfo> first = await tiers.Province.Control.SetGainAsync(act, "1000", "son-binh", -6, CancellationToken.None);
        ControlResult<SiteInfo> again = await tiers.Province.Control.SetGainAsync(act, "1000", "son-binh", -6, CancellationToken.None);
        Assert.That((first.Error, again.Error), Is.EqualTo(((ControlError?)null, (ControlError?)null)));
        Assert.That(tiers.AtDistrict.State.Find("son-binh")!.GainDecibels, Is.EqualTo(-6));
        tiers.Until(() => Site(tiers.Province, Commune).GainDb == -6, "the province sees it");
    }

    [Test]
    public async Task Drop_AtTheProvince_HangsUpAtTheDistrict()
    {
        ControlResult<SiteInfo> dropped = await tiers.Province.Control.DropAsync(tiers.NewAct(), "1000", "son-binh", CancellationToken.None);
        Assert.That(dropped.Error, Is.Null);
        tiers.Until(() => tiers.SonBinh.HasEnded && Has(tiers.Province, Commune, SiteState.Disconnected), "the room is hung up");
    }

    [Test]
    public async Task Drop_OfASiteThatIsGone_IsRefusedByItsDistrictsReason()
    {
        tiers.SonBinh.Hangup();
        tiers.Until(() => Has(tiers.Province, Commune, SiteState.Disconnected), "it is gone");
        ControlResult<SiteInfo> dropped = await tiers.Province.Control.DropAsync(tiers.NewAct(), "1000", "son-binh", CancellationToken.None);
        Assert.That(dropped.Error?.Reason, Is.EqualTo(ControlReason.SiteNotConnected));
    }

    [Test]
    public async Task Floor_RequestedAtTheDistrict_IsGivenByTheProvince()
    {
        tiers.District.ControlLoop.TryPost(() => tiers.AtDistrict.Apply(new ConferenceCommand.RequestFloor("son-binh"), Mcu.Node.Loops.MonotonicClock.Now));
        tiers.Until(() => tiers.AtProvince.State.Floor.Queue.Contains(Commune), "the request reaches the province");
        await tiers.Province.Control.GiveFloorAsync(tiers.NewAct(), "1000", site: null, CancellationToken.None);
        tiers.Until(() => tiers.AtDistrict.State.Floor.Holder == "son-binh", "the floor reaches the district");
        await tiers.Province.Control.TakeFloorAsync(tiers.NewAct(), "1000", CancellationToken.None);
        tiers.Until(() => tiers.AtDistrict.State.Floor.Holder is null, "and goes again");
        Assert.That(tiers.AtDistrict.State.Floor.Queue, Is.Empty);
    }

    [Test]
    public void Link_Lost_DistrictGoesOnAloneAndComesBackOnce()
    {
        tiers.Until(() => tiers.AtDistrict.Links.Program is { PicturesDecoded: > 5 }, "the program is seen");
        tiers.Cut();
        tiers.Until(() => Has(tiers.Province, Commune, SiteState.SignalLost) && tiers.AtDistrict.Links.Program is null, "both sides notice");
        tiers.Run(frames: 25);
        Assert.That(tiers.SonBinh.Picture.LongestStep, Is.LessThan(3), "the district's own picture goes on");
        tiers.Heal();
        tiers.Until(
            () => Has(tiers.Province, Commune, SiteState.Connected) && tiers.AtDistrict.Links.Program is { PicturesDecoded: > 5 }
                && tiers.AtProvince.Links.Sources.TryGetValue(Commune, out var source) && source.PicturesDecoded > 5,
            "one meeting again");
        Assert.That(tiers.AtProvince.State.Sites.Select(site => site.Site), Is.EquivalentTo(new[] { "hoi-truong", Commune }));
    }

    [Test]
    public async Task Floor_AtTheDistrict_IsTheProvincesWhileLinkedAndItsOwnAlone()
    {
        ControlResult<FloorInfo> linked = await tiers.District.Control.GiveFloorAsync(tiers.NewAct(), "1000", "son-binh", CancellationToken.None);
        Assert.That(linked.Error?.Reason, Is.EqualTo(ControlReason.FloorIsAbove));
        tiers.Cut();
        tiers.Until(() => !tiers.AtDistrict.Links.HasParent, "the district is alone");
        ControlResult<FloorInfo> alone = await tiers.District.Control.GiveFloorAsync(tiers.NewAct(), "1000", "son-binh", CancellationToken.None);
        Assert.That(alone.Error, Is.Null);
        tiers.Heal();
        tiers.Until(() => tiers.AtDistrict.State.Floor.Holder is null, "the province's floor, which nobody has, is that of the meeting");
    }

    [Test]
    public void Banner_OfTheDistrict_IsThereWhileItIsAlone()
    {
        Assert.That(tiers.AtDistrict.Banner, Is.Null);
        tiers.Cut();
        tiers.Until(() => tiers.AtDistrict.Banner is { Length: > 0 }, "rooms are told that the line is lost");
        Assert.That(tiers.AtProvince.Banner, Is.Null);
        tiers.Heal();
        tiers.Until(() => tiers.AtDistrict.Banner is null, "and that it is back");
    }

    [Test]
    public void Subscribe_ToAMeetingThatTheChildHasNotHeardOf_IsRefusedAndNotPassedOver()
    {
        tiers.Link.SayDown(new LinkEnvelope { Subscribe = new Subscribe { Subscription = 4711, Meeting = "chưa có", Site = "son-binh" } });
        tiers.Until(
            () => tiers.Link.Up.Any(said => said.SubscriptionState is { Subscription: 4711, Refused: "UNKNOWN_MEETING" }), "whoever is told no asks again");
    }

    [Test]
    public void TellAnew_ChildMayKnowNothing_HearsOfTheMeetingBeforeItIsAskedForPictures()
    {
        tiers.Until(() => tiers.AtProvince.Links.Sources.ContainsKey(TwoTiers.Commune), "the commune's picture is there");
        tiers.Link.Down.Clear();
        tiers.Province.ControlLoop.TryPost(tiers.Province.Meetings.Meetings.TellAnew);
        tiers.Until(() => tiers.Link.Down.Any(said => said.Subscribe is not null), "the picture is asked for again");
        Assert.That(tiers.Link.Down.First(said => said.Meeting is not null || said.Subscribe is not null).Meeting, Is.Not.Null);
    }

    [Test]
    public async Task Program_ThatSuitsARoom_IsPassedOnWithoutEncodingIt()
    {
        tiers.Until(() => tiers.AtDistrict.Links.Program is { PicturesDecoded: > 5 } && tiers.AtDistrict.Media.Video.Encoders == 1, "only the commune's picture for the province is encoded");
        tiers.Run(frames: 50);
        Assert.That(tiers.SonBinh.Picture.LongestStep, Is.LessThan(4), "the room gets the program all the same");

        await tiers.District.Control.ShowMessageAsync(tiers.NewAct(), "1000", "Nghỉ 10 phút", CancellationToken.None);
        tiers.Until(() => tiers.AtDistrict.Media.Video.Encoders == 2, "what the district says is put on the picture");
        await tiers.District.Control.ShowMessageAsync(tiers.NewAct(), "1000", text: null, CancellationToken.None);
        tiers.Until(() => tiers.AtDistrict.Media.Video.Encoders == 1, "and off it");
        tiers.Run(frames: 25);
        Assert.That(tiers.SonBinh.Picture.LongestStep, Is.LessThan(4));
    }
}
