using Mcu.Cascade.Meetings;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>Which rooms of lost nodes are called, and when.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OrphanWatchTests
{
    private static readonly OrphanSite SonBinh = new("giao-ban", "khanh-son/son-binh", "khanh-son");
    private static readonly OrphanSite ToHap = new("giao-ban", "khanh-son/to-hap", "khanh-son");
    private static readonly OrphanSite CamHiep = new("giao-ban", "cam-lam/cam-hiep", "cam-lam");

    private readonly OrphanWatch watch = new(after: TimeSpan.FromSeconds(10), again: TimeSpan.FromSeconds(30));
    private readonly HashSet<string> linked = new(StringComparer.Ordinal);

    [Test]
    public void Look_UnitLostForLongEnough_CallsItsRoomsOnce()
    {
        Assert.That(At(0, SonBinh, ToHap), Is.Empty);
        Assert.That(At(9.9, SonBinh, ToHap), Is.Empty, "a line may come back");
        Assert.That(At(10, SonBinh, ToHap), Is.EqualTo(new[] { SonBinh, ToHap }));
        Assert.That(At(11, SonBinh, ToHap), Is.Empty, "they are being called");
    }

    [Test]
    public void Look_LineThatFlaps_CountsFromTheLastLoss()
    {
        At(0, SonBinh);
        linked.Add("khanh-son");
        At(9, SonBinh);
        linked.Clear();
        Assert.That(At(9.5, SonBinh), Is.Empty);
        Assert.That(At(15, SonBinh), Is.Empty);
        Assert.That(At(19.5, SonBinh), Is.EqualTo(new[] { SonBinh }));
    }

    [Test]
    public void Look_StandbyOfTheUnitIsLinked_LeavesItsRoomsToIt()
    {
        linked.Add("khanh-son"); // by whichever node of its group
        At(0, SonBinh);
        Assert.That(At(60, SonBinh), Is.Empty);
    }

    [Test]
    public void Look_OneUnitOfTwoIsLost_CallsThatOnesRooms()
    {
        linked.Add("cam-lam");
        At(0, SonBinh, CamHiep);
        Assert.That(At(10, SonBinh, CamHiep), Is.EqualTo(new[] { SonBinh }));
    }

    [Test]
    public void Look_RoomThatWasBusy_IsCalledAgainLater()
    {
        At(0, SonBinh);
        At(10, SonBinh);
        watch.Ended(SonBinh, Seconds(12));
        Assert.That(At(41, SonBinh), Is.Empty);
        Assert.That(At(42, SonBinh), Is.EqualTo(new[] { SonBinh }));
    }

    [Test]
    public void Look_RoomThatAnsweredAndIsLostAnew_DoesNotWaitForThePauseOfBefore()
    {
        At(0, SonBinh, ToHap);
        At(10, SonBinh, ToHap);
        watch.Ended(SonBinh, Seconds(12));
        Assert.That(At(13, ToHap), Is.Empty, "it is here");
        Assert.That(At(14, SonBinh, ToHap), Is.EqualTo(new[] { SonBinh }));
    }

    [Test]
    public void Look_UnitBackWhileItsRoomIsCalled_CallsItAnewOnlyAfterAnotherLoss()
    {
        At(0, SonBinh);
        At(10, SonBinh);
        linked.Add("khanh-son");
        watch.Ended(SonBinh, Seconds(11));
        Assert.That(At(100, SonBinh), Is.Empty);
        linked.Clear();
        At(101, SonBinh);
        Assert.That(At(111, SonBinh), Is.EqualTo(new[] { SonBinh }));
    }

    private static Instant Seconds(double seconds) => new((long)(seconds * 1e9));

    private IReadOnlyList<OrphanSite> At(double seconds, params OrphanSite[] sites) => watch.Look(sites, linked.Contains, Seconds(seconds));
}
