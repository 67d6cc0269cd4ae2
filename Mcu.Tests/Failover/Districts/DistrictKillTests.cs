using System.Diagnostics;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Failover.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover.Districts;

/// <summary>The MCU that leads a district is killed in mid-meeting.</summary>
[NonParallelizable]
public sealed class DistrictKillTests
{
    private const string Commune = $"{DistrictPair.Unit}/mot";

    private static DistrictPair Pair => DistrictSetUp.Running;

    [SetUp]
    public void BeginWhole() => Pair.MakeWhole();

    [Test]
    public void Active_Killed_CommuneAndProvinceHearOneAnotherAgain()
    {
        CascadeNode active = Pair.FindActive(), standby = Pair.PeerOf(active);
        using var hall = new DistantRoom(Pair.PlaceOfProvince, Pair.Province, "tinh", Pair.RoomMedia, MeetingRooms.Red);
        using var commune = new DistantRoom(Pair.PlaceOfFirst, active, "mot", Pair.RoomMedia, MeetingRooms.Green);
        Within.Seconds(10, () => StateAt(Pair.Province, Commune) == SiteState.Connected, "the commune is in the meeting", () => $"{commune.Log}\n{Pair.Describe()}");
        MeetingRooms.Hears(hall, commune);
        MeetingRooms.Hears(commune, hall);
        IsThereOnce();

        var watch = new TalkWatch(hall, commune);
        long start = Stopwatch.GetTimestamp();
        active.Kill();
        watch.Until(5, () => standby.Group.Role == HaRole.Active, $"{standby.Id} leads", Pair.Describe);
        watch.BeginAnew();
        watch.UntilHeard(15, Describe);
        TestContext.Out.WriteLine($"           {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms after; {watch}");

        Assert.That(commune.HasLostItsCall || hall.HasLostItsCall, Is.False, $"{commune.Log}\n{hall.Log}");
        Within.Seconds(5, () => StateAt(Pair.Province, Commune) == SiteState.Connected && StateAt(standby, "mot") == SiteState.Connected, "both have the commune");
        IsThereOnce();

        string Describe() => $"{string.Join('\n', Pair.Province.Sites)}\n{string.Join('\n', Pair.Province.Links)}\n{string.Join('\n', standby.Sites)}\n{Pair.Describe()}";
    }

    private static SiteState? StateAt(CascadeNode node, string site) => node.Site(site)?.State;

    private static void IsThereOnce() => Assert.That(
        Pair.Province.Sites.Where(site => site.State == SiteState.Connected).Select(site => site.Id), Is.EquivalentTo(new[] { "tinh", Commune }));
}
