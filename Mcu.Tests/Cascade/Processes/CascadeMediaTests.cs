using Mcu.V1;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>Sound and pictures between rooms of a province and its districts, over lines good and bad.</summary>
public sealed class CascadeMediaTests : CascadeTests
{
    [Test]
    public void Rooms_OfProvinceAndDistricts_SeeAndHearOneAnother()
    {
        using DistantRoom hall = InProvince("tinh", Red);
        using DistantRoom first = InA("mot", Green);
        using DistantRoom second = InB("hai", Cyan);
        Joined(hall.Name);
        Joined(PathIn(DistrictA, first));
        Joined(PathIn(DistrictB, second));
        Bind(hall.Name, PathIn(DistrictA, first), PathIn(DistrictB, second));

        Hears(hall, first, second);
        Hears(first, hall, second);
        Hears(second, hall, first);
        Sees(hall, hall, first, second);
        Sees(first, hall, first, second);
        Sees(second, hall, first, second);
        NobodyIsThereTwice();
    }

    [Test]
    public void Line_WithoutUdp_CarriesSoundOverGrpcUntilUdpIsBack()
    {
        using DistantRoom hall = InProvince("tinh", Red);
        using DistantRoom first = InA("mot", Green);
        Hears(hall, first);
        Hears(first, hall);

        TimeSpan blockedAt = first.Heard.Length;
        Line.Conditions = LineConditions.NoUdp;
        Within.Seconds(4, () => GoesBy(LinkTransport.Tunnel), "media go over gRPC");
        Within.Seconds(6, () => first.Heard.Length > blockedAt + TimeSpan.FromSeconds(4), "time passes");
        Hears(hall, first);
        Hears(first, hall);
        GapIsShort(first, hall, blockedAt);

        TimeSpan unblockedAt = first.Heard.Length;
        Line.Conditions = LineConditions.Good;
        Within.Seconds(4, () => GoesBy(LinkTransport.Udp), "media go by UDP again");
        Within.Seconds(4, () => first.Heard.Length > unblockedAt + TimeSpan.FromSeconds(2), "time passes");
        Hears(hall, first);
        Hears(first, hall);
        GapIsShort(first, hall, unblockedAt);
    }

    [Test]
    public void Line_ThatLosesAndDelays_CarriesSoundAndPictures()
    {
        Line.Conditions = new LineConditions { Loss = 0.05, Delay = TimeSpan.FromMilliseconds(40) }; // 80 ms there and back
        using DistantRoom hall = InProvince("tinh", Red);
        using DistantRoom first = InA("mot", Green);
        Joined(PathIn(DistrictA, first));
        Bind(hall.Name, PathIn(DistrictA, first));
        Hears(hall, first);
        Hears(first, hall);
        Sees(hall, hall, first);
        Sees(first, hall, first);
        LinkInfo link = AtProvince.Link(DistrictA)!;
        Assert.That(link.State, Is.EqualTo(LinkState.Up).Or.EqualTo(LinkState.Suspect));
        Assert.That(link.RttMs, Is.GreaterThan(75), "the line is as bad as it should be");
        Within.Seconds(5, () => AtProvince.Link(DistrictA) is { LossPercent: > 0 }, "operators see the loss");
    }

    [Test]
    public void Mosaic_OfADistrict_IsSeenAtTheProvinceInTheLayoutThatItWasDirectedTo()
    {
        using DistantRoom hall = InProvince("tinh", Red);
        using DistantRoom first = InA("mot", Green);
        Joined(PathIn(DistrictA, first));
        using DistantRoom second = InA("hai", Cyan);
        Joined(PathIn(DistrictA, second));
        Conference there = AtProvince.Arrange(Cascade.NewAct(), DistrictA, new Layout { Kind = LayoutKind.Grid, Rows = 2, Columns = 2 });
        Assert.That(there.CarriedOutBy, Does.EndWith($"({DistrictA})"));
        AtProvince.Focus(Cascade.NewAct(), DistrictA);
        try
        {
            Sees(hall, first, second);
        }
        finally
        {
            AtProvince.Focus(Cascade.NewAct(), "");
            AtProvince.Arrange(Cascade.NewAct(), DistrictA, new Layout { Kind = LayoutKind.Auto });
        }
    }

    private static bool GoesBy(LinkTransport transport) =>
        AtProvince.Link(DistrictA) is { State: LinkState.Up } down && down.Transport == transport
        && AtA.Link(Province) is { State: LinkState.Up } up && up.Transport == transport;

    private static void GapIsShort(DistantRoom room, DistantRoom other, TimeSpan since)
    {
        TimeSpan gap = room.Heard.LongestGap(other.Content.Hertz, since);
        TestContext.Out.WriteLine($"{gap.TotalMilliseconds,6:0} ms: the longest that {room.Name} did not hear {other.Name}");
        Assert.That(gap, Is.LessThan(TimeSpan.FromSeconds(2)));
    }
}
