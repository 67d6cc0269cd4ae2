using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using static Mcu.Core.Conferences.ConferenceCommand;
using static Mcu.Core.Conferences.ConferenceEventKind;

namespace Mcu.Tests.Conferences;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SiteMirrorTests
{
    private const string Commune = "khanh-son/son-binh";

    private readonly Conference province = new(new ConferenceSettings(
        "khanh-hoa", "1000", "Tỉnh Khánh Hòa", new LayoutSpec.Auto(), new PictureFormat()));

    [Test]
    public void Mirror_SiteOfADistrict_IsOnTheRosterThroughIt()
    {
        Assert.That(Report(SiteState.Connected), Is.EqualTo(new[] { SiteJoined }));
        Assert.That(province.Find(Commune), Is.EqualTo(Site(SiteState.Connected)));
    }

    [Test]
    public void Mirror_TheSameAgain_TellsNothing()
    {
        Report(SiteState.Connected);
        Assert.That(Report(SiteState.Connected), Is.Empty);
        Assert.That(province.Sites, Has.Count.EqualTo(1));
    }

    [Test]
    public void Mirror_DistrictsBitsChange_ProvincesMuteStays()
    {
        Report(SiteState.Connected);
        province.Apply(new Mute(Commune, MuteBits.Province, On: true));
        CommandOutcome outcome = province.Apply(new Mirror(Site(SiteState.Connected) with { Mutes = MuteBits.District }));
        Assert.That(province.Find(Commune)!.Mutes, Is.EqualTo(MuteBits.Province | MuteBits.District));
        Assert.That(outcome.Events.Single().Detail, Is.EqualTo("District"));
    }

    [Test]
    public void Mirror_ReportOfProvincesMute_IsNotBelieved()
    {
        province.Apply(new Mirror(Site(SiteState.Connected) with { Mutes = MuteBits.Province | MuteBits.Self }));
        Assert.That(province.Find(Commune)!.Mutes, Is.EqualTo(MuteBits.Self));
    }

    [Test]
    public void Mirror_AtADistrict_ItsOwnMuteAndTheProvincesStay()
    {
        Report(SiteState.Connected);
        province.Apply(new Mute(Commune, MuteBits.Province, On: true));
        province.Apply(new Mute(Commune, MuteBits.District, On: true));
        CommandOutcome outcome = province.Apply(new Mirror(Site(SiteState.Connected) with { Mutes = MuteBits.Self }, MuteBits.District.OwnedBelow()));
        Assert.That(province.Find(Commune)!.Mutes, Is.EqualTo(MuteBits.Self | MuteBits.District | MuteBits.Province));
        Assert.That(outcome.Events.Single().Detail, Is.EqualTo("Self"));
    }

    [Test]
    public void Join_SiteOfALostDistrict_IsAdoptedWithAllThatItHad()
    {
        province.Apply(new Mirror(Site(SiteState.Connected) with { Mutes = MuteBits.District }));
        province.Apply(new GiveFloor(Commune));
        province.Apply(new Mirror(Site(SiteState.Connected) with { Mutes = MuteBits.District, SignalLost = true }));
        CommandOutcome outcome = province.Apply(new Join(Commune, Commune));
        Assert.That(outcome.Events.Select(happened => happened.Kind), Is.EqualTo(new[] { SiteJoined }));
        Participant adopted = province.Find(Commune)!;
        Assert.That((adopted.Via, adopted.AdoptedFrom, adopted.Mutes, adopted.SignalLost), Is.EqualTo(((string?)null, "khanh-son", MuteBits.District, false)));
        Assert.That((province.Floor.Holder, province.Sites.Count), Is.EqualTo((Commune, 1)));
    }

    [Test]
    public void GiveBack_AdoptedSite_IsLostUntilItsDistrictHasIt()
    {
        province.Apply(new Mirror(Site(SiteState.Connected) with { SignalLost = true }));
        province.Apply(new Join(Commune, Commune));
        province.Apply(new GiveFloor(Commune));
        province.Apply(new Mute(Commune, MuteBits.Province, On: true));
        Assert.That(province.Apply(new GiveBack(Commune)).Events.Select(happened => happened.Kind), Is.EqualTo(new[] { SignalLost }));
        Participant returned = province.Find(Commune)!;
        Assert.That((returned.Via, returned.AdoptedFrom, returned.IsPresent, returned.SignalLost), Is.EqualTo(("khanh-son", (string?)null, true, true)));
        Assert.That(returned.Mutes, Is.EqualTo(MuteBits.Province));
        Assert.That(province.Floor.Holder, Is.EqualTo(Commune), "it keeps the floor");
        Assert.That(Report(SiteState.Connected), Is.EqualTo(new[] { SignalReturned }));
    }

    [Test]
    public void GiveBack_SiteThatIsNotAdopted_IsRefused()
    {
        Report(SiteState.Connected);
        Assert.That(province.Apply(new GiveBack(Commune)).Refusal, Is.EqualTo(Refusal.SiteNotPresent));
    }

    [Test]
    public void Mirror_SiteWithTheFloorLeft_FloorIsFree()
    {
        Report(SiteState.Connected);
        province.Apply(new GiveFloor(Commune));
        Assert.That(Report(SiteState.Left), Is.EqualTo(new[] { SiteLeft, FloorTaken }));
        Assert.That(province.Floor.Holder, Is.Null);
        Assert.That(province.Find(Commune)!.State, Is.EqualTo(SiteState.Left));
    }

    [Test]
    public void Mirror_ThroughACallsLife_TellsEachStep() => Assert.That(
        new[] { SiteState.Calling, SiteState.Ringing, SiteState.Connected, SiteState.Held, SiteState.Connected, SiteState.Left }.SelectMany(Report),
        Is.EqualTo(new[] { SiteCalling, SiteRinging, SiteJoined, SiteHeld, SiteResumed, SiteLeft }));

    [Test]
    public void Mirror_SignalLostAndBack_IsTold()
    {
        Report(SiteState.Connected);
        ConferenceEventKind lost = province.Apply(new Mirror(Site(SiteState.Connected) with { SignalLost = true })).Events.Single().Kind;
        Assert.That((lost, Report(SiteState.Connected).Single()), Is.EqualTo((SignalLost, SignalReturned)));
    }

    [Test]
    public void Mirror_TheChair_StaysTheChair()
    {
        province.Apply(new AppointChair(Commune, "Sơn Bình"));
        Report(SiteState.Connected);
        Assert.That(province.Chair?.Site, Is.EqualTo(Commune));
    }

    private static Participant Site(SiteState state) => new(Commune, "Sơn Bình", SiteRole.Member) { Via = "khanh-son", State = state, SendsPicture = true };

    private ConferenceEventKind[] Report(SiteState state) =>
        [.. province.Apply(new Mirror(Site(state))).Events.Select(happened => happened.Kind)];
}
