using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Failover.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Spare;

/// <summary>One spare machine stands by for two districts, whose MCUs are killed in mid-meeting one after the other.</summary>
[NonParallelizable]
public sealed class SpareMachineTests
{
    private SpareMachine machine = null!;

    [OneTimeSetUp]
    public void Begin()
    {
        Tools.Require("baresip", "ffmpeg");
        NetworkNamespace.Require();
        machine = new SpareMachine();
        machine.Start();
        machine.AwaitWhole();
    }

    [OneTimeTearDown]
    public void End() => machine?.Dispose();

    [Test]
    public void Primaries_KilledOneAfterTheOther_SpareLeadsEachAndTheOtherDistrictNoticesNothing()
    {
        SparedDistrict first = machine.KhanhSon, second = machine.CamLam;
        using DistantRoom hall = Room(machine.PlaceOfProvince, machine.Province, "tinh", MeetingRooms.Red);
        using DistantRoom ofFirst = Room(first.Place, first.Own, "mot", MeetingRooms.Green);
        using DistantRoom ofSecond = Room(second.Place, second.Own, "hai", MeetingRooms.Cyan);
        DistantRoom[] rooms = [hall, ofFirst, ofSecond];
        Meet(rooms, first.PathOf(ofFirst), second.PathOf(ofSecond));

        ulong term = second.Own.Group.Term;
        ToneWatch[] untouched = [new(hall, ofSecond), new(ofSecond, hall)];
        GoesOnAtSpare(first, rooms, untouched);
        Assert.Multiple(() =>
        {
            Assert.That(untouched.Select(watch => watch.LongestGap), Is.All.LessThan(TimeSpan.FromSeconds(1)), $"{second.Unit} notices nothing: {untouched[0]}, {untouched[1]}");
            Assert.That((second.Own.Group.Role, second.Spare.Group.Role, second.Own.Group.Term), Is.EqualTo((HaRole.Active, HaRole.Standby, term)));
        });

        GoesOnAtSpare(second, rooms, []);
        Assert.That((first.Spare.Group.Role, second.Spare.Group.Role), Is.EqualTo((HaRole.Active, HaRole.Active)), "the spare leads both");
        Assert.That(first.Spare.Sites.Concat(second.Spare.Sites).Where(site => site.Unit.Length == 0).Select(site => site.Id), Is.SupersetOf(new[] { "mot", "hai" }));
        MeetingRooms.Sees(hall, rooms);

        first.Own.Start();
        second.Own.Start();
        Within.Seconds(30, () => HaSections.Follows(first.Own, first.Spare) && HaSections.Follows(second.Own, second.Spare), "both are back and leave the lead", machine.Describe);
        Array.ForEach(rooms, room => Assert.That(room.HasLostItsCall, Is.False, room.Log));
    }

    private DistantRoom Room(Place place, CascadeNode node, string name, RoomContent content) => new(place, node, name, machine.RoomMedia, content);

    private void Meet(DistantRoom[] rooms, params string[] paths)
    {
        Within.Seconds(20, () => Array.TrueForAll(paths, IsIn) && IsIn(rooms[0].Name), "all are in the meeting", machine.Describe);
        var layout = new Layout { Kind = LayoutKind.Panes, Panes = { rooms[0].Name, paths } };
        machine.Province.Conferences.SetLayout(
            new SetLayoutRequest { OpId = machine.NewAct(), Conference = "1000", Layout = layout }, deadline: NodeProcess.Soon());
        Array.ForEach(rooms, room => MeetingRooms.Hears(room, [.. rooms.Except([room])]));
        IsEachThereOnce([rooms[0].Name, .. paths]);
        machine.AwaitWhole();
    }

    /// <summary>Kills a district's own MCU, and waits until all rooms hear one another again. Prints the gaps.</summary>
    private void GoesOnAtSpare(SparedDistrict district, DistantRoom[] rooms, ToneWatch[] untouched)
    {
        string[] before = [.. Present()];
        ToneWatch[] watches = [.. Pairs(rooms), .. untouched];
        district.Own.Kill();
        Within.Seconds(5, () => Look(watches) && district.Spare.Group.Role == HaRole.Active, $"{district.Spare.Id} leads", machine.Describe);
        Array.ForEach(watches, watch => watch.BeginAnew());
        Within.Seconds(20, () => Look(watches) && Array.TrueForAll(watches, watch => watch.IsHeard), "the rooms hear one another for a second", Describe);
        Array.ForEach(watches, watch => TestContext.Out.WriteLine($"           {watch}"));
        Array.ForEach(rooms, room => Assert.That(room.HasLostItsCall, Is.False, room.Log));
        IsEachThereOnce(before);

        string Describe() => $"{string.Join('\n', watches.Select(watch => $"{watch}"))}\n{string.Join('\n', machine.Province.Sites)}\n{machine.Describe()}";
    }

    private static IEnumerable<ToneWatch> Pairs(DistantRoom[] rooms) => rooms.SelectMany(room => rooms.Except([room]).Select(other => new ToneWatch(room, other)));

    private static bool Look(ToneWatch[] watches)
    {
        Array.ForEach(watches, watch => watch.Look());
        return true;
    }

    private bool IsIn(string site) => machine.Province.Site(site)?.State == SiteState.Connected;

    private void IsEachThereOnce(params string[] paths) =>
        Within.Seconds(5, () => Present().Order(StringComparer.Ordinal).SequenceEqual(paths.Order(StringComparer.Ordinal)), "each is there once", () => string.Join(' ', Present()));

    private IEnumerable<string> Present() => machine.Province.Sites.Where(site => site.State == SiteState.Connected).Select(site => site.Id);
}
