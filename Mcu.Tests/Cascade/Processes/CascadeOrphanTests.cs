using Mcu.Tests.Failover.Processes;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>A district without a standby is killed; the province calls its commune, and hands it back when told to.</summary>
public sealed class CascadeOrphanTests : CascadeTests
{
    private const string IdOfProvince = "nha-trang", IdOfDistrict = "cam-ranh", Path = $"{IdOfDistrict}/mot";

    [Test]
    public void District_Killed_ItsCommuneIsCalledByTheProvinceAndHandedBack()
    {
        using var here = new Place(13);
        using var there = new Place(14);
        using WideAreaLine line = here.ConnectTo(there), toRooms = there.ConnectRoomsTo(here);
        using CascadeNode province = Cascade.Node(IdOfProvince, here, $"  adopt_orphans: true\n  orphans_after: 5s\n{CascadeNode.Meeting}");
        using CascadeNode district = Cascade.Node(IdOfDistrict, there, CascadeNode.Parent(IdOfProvince, here.Address));
        province.Start();
        district.Start();
        Within.Seconds(10, () => IsUp(province, IdOfDistrict), "the district is linked");
        using var hall = new DistantRoom(here, province, "tinh", Cascade.RoomMedia, Red);
        using var commune = new DistantRoom(there, district, "mot", Cascade.RoomMedia, Green, ";answermode=auto");
        Within.Seconds(10, () => StateOf(province, Path) == SiteState.Connected, $"{Path} is in the meeting", () => commune.Log);
        HearOneAnother(hall, commune);

        district.Kill();
        Within.Seconds(3, () => StateOf(province, Path) == SiteState.SignalLost, "the province shows that the commune is lost");
        Within.Seconds(20, () => IsAdopted(province), "the province has called the commune", () => $"{province.Log}\n{commune.Log}");
        HearOneAnother(hall, commune);
        IsThereOnce(province);
        Assert.That(province.Link(IdOfDistrict), Is.Null.Or.Property(nameof(LinkInfo.State)).EqualTo(LinkState.Down));
        Assert.That(Alarms(province), Does.Contain("sites_adopted"));

        district.Start();
        Within.Seconds(10, () => IsUp(province, IdOfDistrict), "the district is linked again");
        Within.Seconds(5, () => Alarms(province).Contains("hand_back_due"), "operators are told");
        Within.Passes(TimeSpan.FromSeconds(2));
        Assert.That(IsAdopted(province), "nobody has asked for the commune");
        Assert.That(province.Link(IdOfDistrict)!.Adopted, Is.EqualTo(1));

        HandBackResponse done = province.Cascade.HandBack(new HandBackRequest { OpId = Cascade.NewAct(), Unit = IdOfDistrict }, deadline: DateTime.UtcNow.AddSeconds(40));
        Assert.That(done.Sites.Select(site => (site.Site, site.Returned, site.Reason)), Is.EqualTo(new[] { (Path, true, "") }), $"{district.Log}\n{commune.Log}");
        Within.Seconds(5, () => StateOf(district, commune.Name) == SiteState.Connected && StateOf(province, Path) == SiteState.Connected, "the district has the commune");
        HearOneAnother(hall, commune);
        IsThereOnce(province);
        Assert.That(province.Site(Path)!.AdoptedFrom, Is.Empty);
    }

    [Test]
    public void Link_AloneIsLost_DistrictsRoomsAreLeftInItsMeeting()
    {
        using var here = new Place(15);
        using var there = new Place(16);
        using WideAreaLine line = here.ConnectTo(there), toRooms = there.ConnectRoomsTo(here);
        using CascadeNode province = Cascade.Node("dien-khanh", here, $"  adopt_orphans: true\n  orphans_after: 5s\n{CascadeNode.Meeting}");
        using CascadeNode district = Cascade.Node("khanh-vinh", there, CascadeNode.Parent("dien-khanh", here.Address));
        province.Start();
        district.Start();
        Within.Seconds(10, () => IsUp(province, "khanh-vinh"), "the district is linked");
        using var commune = new DistantRoom(there, district, "mot", Cascade.RoomMedia, Green, ";answermode=auto");
        Within.Seconds(10, () => StateOf(province, "khanh-vinh/mot") == SiteState.Connected, "the commune is in the meeting", () => commune.Log);

        line.Conditions = LineConditions.NoTcp; // SIP gets through
        Within.Seconds(4, () => StateOf(province, "khanh-vinh/mot") == SiteState.SignalLost, "the province shows that the commune is lost");
        Within.Passes(TimeSpan.FromSeconds(10));
        Assert.That(StateOf(province, "khanh-vinh/mot"), Is.EqualTo(SiteState.SignalLost));
        Assert.That(StateOf(district, commune.Name), Is.EqualTo(SiteState.Connected), "it is in its district's meeting");
        Assert.That(commune.Log, Does.Not.Contain($"@{here.Address}"), "the province has not called it");

        line.Conditions = LineConditions.Good;
        Within.Seconds(8, () => StateOf(province, "khanh-vinh/mot") == SiteState.Connected, "it is back");
    }

    private static bool IsAdopted(CascadeNode province) => province.Site(Path) is { State: SiteState.Connected, AdoptedFrom: IdOfDistrict };

    private static IEnumerable<string> Alarms(CascadeNode node) => node.Events(EventKind.Alarm).Select(alarm => alarm.Details["alarm"]);

    private static void IsThereOnce(CascadeNode province) =>
        Assert.That(province.Sites.Select(site => site.Id), Is.EquivalentTo(new[] { "tinh", Path }));

    private static void HearOneAnother(DistantRoom hall, DistantRoom commune) =>
        new TalkWatch(hall, commune).UntilHeard(15, () => $"{hall.Log}\n{commune.Log}");
}
