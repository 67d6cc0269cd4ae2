using Mcu.V1;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>Nodes that are killed and started again, or that stand still.</summary>
public sealed class CascadeRestartTests : CascadeTests
{
    [Test]
    public void District_KilledAndStarted_IsBackWithItsRooms()
    {
        using DistantRoom hall = InProvince("tinh", Red);
        string site = $"{DistrictA}/mot";
        using (DistantRoom first = InA("mot", Green))
        {
            Joined(site);
            AtA.Kill();
            Within.Seconds(3, () => HasLost(AtProvince, DistrictA), "the province notices");
            Within.Seconds(2, () => StateOf(AtProvince, site) == SiteState.SignalLost, "the province shows that the site is lost");
        }

        AtA.Start();
        Within.Seconds(5, () => IsUp(AtProvince, DistrictA) && IsUp(AtA, Province), "the district is linked again");
        Within.Seconds(3, () => StateOf(AtProvince, site) is null or SiteState.Disconnected, "the province knows that the site is gone");
        using DistantRoom again = InA("mot", Green);
        Joined(site);
        Hears(hall, again);
        Hears(again, hall);
        NobodyIsThereTwice();
    }

    [Test]
    public void Province_KilledAndStarted_FindsTheDistrictsMeetingAsItIs()
    {
        using DistantRoom first = InA("mot", Green);
        using DistantRoom second = InA("hai", Cyan);
        Joined(PathIn(DistrictA, first));
        Joined(PathIn(DistrictA, second));
        Hears(first, second);
        TimeSpan killedAt = first.Heard.Length;
        AtProvince.Kill();
        Within.Seconds(3, () => HasLost(AtA, Province), "the district notices");
        AtProvince.Start();
        ComesBack(PathIn(DistrictA, first));
        Within.Seconds(2, () => StateOf(AtProvince, PathIn(DistrictA, second)) == SiteState.Connected, "and its other site");
        Hears(first, second);
        NobodyIsThereTwice();
        TimeSpan gap = first.Heard.LongestGap(second.Content.Hertz, killedAt);
        Assert.That(gap, Is.LessThan(TimeSpan.FromMilliseconds(300)), "the district's own sound went on all the time");
    }

    [Test]
    public void District_StandingStill_IsGivenUpAndComesBackOnce()
    {
        using DistantRoom first = InA("mot", Green);
        string site = PathIn(DistrictA, first);
        Joined(site);
        AtA.Freeze();
        try
        {
            Within.Seconds(4, () => HasLost(AtProvince, DistrictA), "the province gives the link up");
            Within.Seconds(2, () => StateOf(AtProvince, site) == SiteState.SignalLost, "the province shows that the site is lost");
        }
        finally
        {
            AtA.Thaw();
        }

        ComesBack(site);
        NobodyIsThereTwice();
    }
}
