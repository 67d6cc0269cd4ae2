using Mcu.Cascade.Meetings;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Meetings;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RosterReportTests
{
    private readonly RosterReport report = new("khanh-hoa");

    [Test]
    public void Next_First_NamesAll()
    {
        Roster roster = report.Next([Of("a"), Of("b")], [])!;
        Assert.That((roster.Whole, Names(roster)), Is.EqualTo((true, "a b")));
    }

    [Test]
    public void Next_NothingChanged_IsNothing()
    {
        report.Next([Of("a")], []);
        Assert.That(report.Next([Of("a")], []), Is.Null);
    }

    [Test]
    public void Next_NobodyThereAtFirst_SaysSo() => Assert.That(report.Next([], [])!.Whole);

    [Test]
    public void Next_OneChangedAndOneGone_NamesThese()
    {
        report.Next([Of("a"), Of("b"), Of("c")], []);
        Roster roster = report.Next([Of("a"), Of("b", muted: true)], [])!;
        Assert.That((roster.Whole, Names(roster), string.Join(' ', roster.Gone)), Is.EqualTo((false, "b", "c")));
    }

    [Test]
    public void Next_SiteChangedAfterwards_IsComparedWithWhatWasTold()
    {
        RosterSite site = Of("a");
        report.Next([site], []);
        site.Site.Muted = true;
        Assert.That(Names(report.Next([site], [])!), Is.EqualTo("a"));
    }

    [Test]
    public void Restart_ParentIsNew_NamesAllAgain()
    {
        report.Next([Of("a"), Of("b")], []);
        report.Restart();
        Roster roster = report.Next([Of("a")], [])!;
        Assert.That((roster.Whole, Names(roster), roster.Gone), Is.EqualTo((true, "a", Array.Empty<string>())));
    }

    [Test]
    public void Next_UnitsChanged_NamesAllOfThemOnce()
    {
        report.Next([], []);
        RosterUnit unit = new() { Path = "to-hap", Title = "Tô Hạp", Mosaic = true };
        Assert.That(report.Next([], [unit])!.Units, Is.EqualTo(new[] { unit }));
        Assert.That(report.Next([], [unit]), Is.Null);
        report.Restart();
        Assert.That(report.Next([], [unit])!.Units, Has.Count.EqualTo(1));
    }

    private static RosterSite Of(string path, bool muted = false) => new() { Path = path, Site = new Site { Id = path, Muted = muted } };

    private static string Names(Roster roster) => string.Join(' ', roster.Sites.Select(site => site.Path));
}
