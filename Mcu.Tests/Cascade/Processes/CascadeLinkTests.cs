using Mcu.V1;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>A line that stands still, that comes and goes, and that is away for long while both sides go on.</summary>
public sealed class CascadeLinkTests : CascadeTests
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(60);

    [Test]
    public void Tcp_HalfOpen_LinkIsGivenUpOnBothSidesAndComesBackOnce()
    {
        using DistantRoom first = InA("mot", Green);
        string site = PathIn(DistrictA, first);
        Joined(site);

        Line.Conditions = LineConditions.NoTcp;
        Within.Seconds(4, IsGivenUp, "both sides give the link up");
        Within.Seconds(2, () => StateOf(AtProvince, site) == SiteState.SignalLost, "the province shows that the site is lost");
        Assert.That(StateOf(AtA, first.Name), Is.EqualTo(SiteState.Connected), "the district goes on with its site");

        Line.Conditions = LineConditions.Good;
        ComesBack(site);
        NobodyIsThereTwice();
    }

    [Test]
    public void Line_Flapping_EndsUpWithOneLinkAndTheRightRoster()
    {
        using DistantRoom hall = InProvince("tinh", Red);
        using DistantRoom first = InA("mot", Green);
        string site = PathIn(DistrictA, first);
        Joined(site);
        for (int half = 0; half < 20; half++)
        {
            Line.Conditions = half % 2 == 0 ? LineConditions.Cut : LineConditions.Good;
            Within.Passes(TimeSpan.FromMilliseconds(200));
        }

        ComesBack(site);
        Hears(hall, first);
        Hears(first, hall);
        NobodyIsThereTwice();
    }

    [Test]
    public void Line_CutWhileBothSidesAct_IsMergedByOwnership()
    {
        using DistantRoom first = InA("mot", Green);
        string site = PathIn(DistrictA, first);
        Joined(site);
        Line.Conditions = LineConditions.Cut;
        Within.Seconds(4, IsGivenUp, "both sides give the link up");

        using DistantRoom second = InA("hai", Cyan);
        Within.Seconds(10, () => StateOf(AtA, second.Name) == SiteState.Connected, "another site joins at the district");
        AtA.GiveFloor(Cascade.NewAct(), second.Name);
        AtA.Mute(Cascade.NewAct(), second.Name);
        AtProvince.Mute(Cascade.NewAct(), site);
        Within.Passes(Away);
        Assert.That((AtA.Site(first.Name)!.Muted, AtA.Site(second.Name)!.OnFloor), Is.EqualTo((false, true)), "the district heard of the province's acts");

        Line.Conditions = LineConditions.Good;
        ComesBack(site);
        Within.Seconds(3, () => AtA.Site(first.Name)!.Muted, "the province's mute holds at the district");
        Within.Seconds(3, () => !AtA.Site(second.Name)!.OnFloor, "the province's floor, which nobody has, holds at the district");
        Within.Seconds(
            3,
            () => AtProvince.Site(PathIn(DistrictA, second)) is { State: SiteState.Connected, Muted: true },
            "the district's roster and mute hold at the province");
        NobodyIsThereTwice();
        AtProvince.Unmute(Cascade.NewAct(), site);
        Within.Seconds(3, () => !AtA.Site(first.Name)!.Muted && !AtProvince.Site(site)!.Muted, "the province takes its mute back");
        AtProvince.Unmute(Cascade.NewAct(), PathIn(DistrictA, second));
        Assert.That(AtA.Site(second.Name)!.Muted, "the district's mute is the district's to take back");
        AtA.Unmute(Cascade.NewAct(), second.Name);
        Within.Seconds(3, () => !AtProvince.Site(PathIn(DistrictA, second))!.Muted, "and it does");
    }
}
