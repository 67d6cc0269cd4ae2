using Mcu.Cascade.Links;
using Mcu.Core.Conferences;
using Mcu.Node.Cascade.Orphans;
using Mcu.Node.Control;
using Mcu.Tests.Hosting;
using static Mcu.Tests.Cascade.Meetings.NodeChain;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>A district is lost and comes back; its commune's room is called by the province, and handed back.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class OrphanTests : IAsyncDisposable
{
    private const string Commune = TwoTiers.Commune, District = "khanh-son";

    private readonly TwoTiers tiers = new(adopts: true);

    [TearDown]
    public void NoLoopFaulted() => Assert.That(tiers.Faults, Is.Empty);

    public ValueTask DisposeAsync() => tiers.DisposeAsync();

    [Test]
    public async Task District_Lost_ProvinceCallsItsRoomUnderTheSamePathWithTheMuteThatItHad()
    {
        await tiers.District.Control.SetMutedAsync(tiers.NewAct(), Number, SiteSelection.One("son-binh"), muted: true, CancellationToken.None);
        tiers.Until(() => Site(tiers.Province, Commune).Muted, "the district's mute is known");
        Adopt();
        SiteInfo adopted = Site(tiers.Province, Commune);
        Assert.That((adopted.AdoptedFrom, adopted.Unit, adopted.Direction), Is.EqualTo((District, District, SiteDirection.DialedOut)));
        Assert.That(adopted.Muted, "its district's mute holds");
        NobodyIsThereTwice();
        int heard = tiers.SonBinh.SoundPackets, seen = tiers.SonBinh.PicturePackets;
        tiers.Until(() => tiers.SonBinh.SoundPackets > heard + 25 && tiers.SonBinh.PicturePackets > seen + 25, "sound and picture flow");

        await tiers.Province.Control.SetMutedAsync(tiers.NewAct(), Number, SiteSelection.One("khanh-son/son-binh"), muted: false, CancellationToken.None);
        Assert.That(Site(tiers.Province, Commune).Muted, Is.False, "nobody else could lift it");
    }

    [Test]
    public void District_LostWhileItsRoomIsInItsMeeting_LeavesTheRoomAlone()
    {
        tiers.SonBinh.Phone.IsBusy = true;
        tiers.Cut();
        tiers.Until(() => tiers.SonBinh.Events.Exists(happened => happened is Core.Sip.SipEvent.IncomingCall), "the province has tried");
        tiers.Until(() => CallsOfTheProvince() == 1, "and has given up");
        Assert.That(Site(tiers.Province, Commune).State, Is.EqualTo(SiteState.SignalLost));
        Assert.That(Site(tiers.District, "son-binh").State, Is.EqualTo(SiteState.Connected), "it is in its district's meeting still");

        tiers.Heal();
        tiers.Until(() => Has(tiers.Province, Commune, SiteState.Connected), "it is back with its district");
        Assert.That(Site(tiers.Province, Commune).AdoptedFrom, Is.Empty);
        NobodyIsThereTwice();
    }

    [Test]
    public async Task District_Back_GetsItsRoomOnlyWhenToldTo()
    {
        await tiers.District.Control.SetMutedAsync(tiers.NewAct(), Number, SiteSelection.One("son-binh"), muted: true, CancellationToken.None);
        tiers.Until(() => Site(tiers.Province, Commune).Muted, "the district's mute is known");
        Adopt();
        tiers.Heal();
        tiers.Run(frames: 50);
        Assert.That(Site(tiers.Province, Commune).AdoptedFrom, Is.EqualTo(District), "it is not torn out of the meeting");
        Assert.That(Signs(), Is.EqualTo(new[] { (Node.Alarms.AlarmKind.HandBackDue, District) }));

        (string unit, IReadOnlyList<HandedBack> sites) = (await Run(tiers.Province.HandBack.RunAsync(tiers.NewAct(), "Khánh Sơn"))).Value;
        Assert.That((unit, sites.Single().Site, sites.Single().Reason), Is.EqualTo((District, Commune, "")));
        tiers.Until(() => Has(tiers.District, "son-binh", SiteState.Connected), "the district has its room");
        SiteInfo back = Site(tiers.Province, Commune);
        Assert.That((back.State, back.AdoptedFrom, back.Muted), Is.EqualTo((SiteState.Connected, "", true)));
        Assert.That(Signs(), Is.Empty);
        NobodyIsThereTwice();
    }

    [Test]
    public async Task HandBack_RoomThatItsDistrictDoesNotGet_IsCalledFromHereAgain()
    {
        Adopt();
        tiers.Heal();
        tiers.Run(frames: 10);
        tiers.SonBinh.Phone.Forbids = tiers.DistrictSip;
        tiers.Province.Returns.ReturnsWithin = TimeSpan.FromSeconds(1);
        (_, IReadOnlyList<HandedBack> sites) = (await Run(tiers.Province.HandBack.RunAsync(tiers.NewAct(), District))).Value;
        Assert.That(sites.Single().Reason, Is.EqualTo(HandBack.NotConnected));
        tiers.Until(() => Has(tiers.Province, Commune, SiteState.Connected) && Site(tiers.Province, Commune).AdoptedFrom == District, "the province has the room again");
        NobodyIsThereTwice();
    }

    [Test]
    public void AdoptedRoom_CallsItsDistrictItself_IsTheDistricts()
    {
        Adopt();
        tiers.Heal();
        tiers.Run(frames: 10);
        tiers.Province.Returns.ClaimedFor = TimeSpan.FromSeconds(1);
        tiers.SonBinh.Call(tiers.DistrictSip, Number);
        tiers.Until(() => Has(tiers.Province, Commune, SiteState.Connected) && Site(tiers.Province, Commune).AdoptedFrom.Length == 0, "its district has it");
        tiers.Until(() => CallsOfTheProvince() == 1, "the province has let it go");
        NobodyIsThereTwice();
    }

    [Test]
    public async Task HandBack_DistrictOfAnOlderVersion_IsRefusedAndTheRoomStays()
    {
        Adopt();
        tiers.HealWith([.. LinkProtocol.Capabilities.Where(word => word != LinkCapability.Take)]);
        tiers.Run(frames: 10);
        ControlError refused = (await Run(tiers.Province.HandBack.RunAsync(tiers.NewAct(), District))).Error!;
        Assert.That(refused.Reason, Is.EqualTo(ControlReason.DirectiveUnknown));
        Assert.That(Site(tiers.Province, Commune).AdoptedFrom, Is.EqualTo(District));
    }

    [Test]
    public async Task HandBack_DistrictStillLost_IsRefused()
    {
        Adopt();
        Assert.That((await Run(tiers.Province.HandBack.RunAsync(tiers.NewAct(), District))).Error!.Reason, Is.EqualTo(ControlReason.UnitUnreachable));
        Assert.That((await Run(tiers.Province.HandBack.RunAsync(tiers.NewAct(), "cam-lam"))).Error!.Reason, Is.EqualTo(ControlReason.NothingAdopted));
    }

    // The district goes, and with it the room's call; the province is left with the room's address.
    private void Adopt()
    {
        tiers.Cut();
        tiers.SonBinh.Hangup();
        tiers.Until(() => Has(tiers.Province, Commune, SiteState.Connected), "the province has called the room");
    }

    private (Node.Alarms.AlarmKind Kind, string Subject)[] Signs() => tiers.Province.ControlLoop.Invoke(
        () => tiers.Province.Orphans.Signs().Select(sign => (sign.Kind, sign.Subject)).ToArray(), TimeSpan.FromSeconds(5)).Result;

    private int CallsOfTheProvince() => tiers.Province.ControlLoop.Invoke(() => tiers.Province.CallCount, TimeSpan.FromSeconds(5)).Result;

    // Rooms go on meanwhile.
    private async Task<T> Run<T>(Task<T> act)
    {
        tiers.Until(() => act.IsCompleted, "it has ended");
        return await act;
    }

    private void NobodyIsThereTwice() => Assert.That(
        tiers.Province.Control.GetAsync(NodeChain.Meeting, CancellationToken.None).Result.Value.Sites.Select(site => site.Id), Is.EquivalentTo(new[] { "hoi-truong", Commune }));
}
