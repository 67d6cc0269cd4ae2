using Mcu.Cascade.Links;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Links;

/// <summary>Which parent a child uses, through deaths, planned switches and the return of the deposed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LeaderChoiceTests
{
    private const string Primary = "khanh-hoa", Standby = "khanh-hoa-2";

    private readonly LeaderChoice<string> choice = new();
    private string? current;

    [Test]
    public void Choose_WithoutGroups_IsTheFirstAndStays()
    {
        Assert.That(At(0, Leads(Standby, 0)), Is.EqualTo(Standby));
        Assert.That(At(10, Leads(Primary, 0), Leads(Standby, 0)), Is.EqualTo(Standby), "no automatic return");
        Assert.That(At(20, Leads(Primary, 0)), Is.EqualTo(Primary));
        Assert.That(At(30), Is.Null);
    }

    [Test]
    public void Choose_SuccessorInAHigherTerm_IsUsedOnceItsMeetingsAreThere()
    {
        At(0, Leads(Primary, 1), Waits(Standby, 1));
        Assert.That(At(100, Leads(Primary, 1), Leads(Standby, 2, hasMeetings: false)), Is.EqualTo(Primary), "its meetings are about to come");
        Assert.That(At(110, Leads(Primary, 1), Leads(Standby, 2)), Is.EqualTo(Standby));
    }

    [Test]
    public void Choose_SuccessorWithoutMeetings_IsUsedAfterAWhile()
    {
        At(0, Leads(Primary, 1));
        At(100, Leads(Primary, 1), Leads(Standby, 2, hasMeetings: false));
        Assert.That(At(401, Leads(Primary, 1), Leads(Standby, 2, hasMeetings: false)), Is.EqualTo(Standby));
    }

    [Test]
    public void Choose_DeposedThatReturnsInItsOldTerm_IsRefused()
    {
        At(0, Leads(Primary, 1));
        At(10, Leads(Standby, 2));
        Assert.That(At(20, Leads(Primary, 1), Leads(Standby, 2)), Is.EqualTo(Standby));
        Assert.That(At(30, Leads(Primary, 1)), Is.Null, "rather alone than with who was deposed");
        Assert.That(At(40, Leads(Primary, 3)), Is.EqualTo(Primary));
    }

    [Test]
    public void Choose_SecondClaimOfOneTerm_IsRefused()
    {
        At(0, Leads(Primary, 4));
        Assert.That(At(10, Leads(Primary, 4), Leads(Standby, 4)), Is.EqualTo(Primary));
        Assert.That(At(20, Leads(Standby, 4)), Is.Null, "a term has one leader");
    }

    [Test]
    public void Choose_PlannedSwitch_HoldsTheFormerUntilTheNextLeads()
    {
        At(0, Leads(Primary, 1), Waits(Standby, 1));
        Assert.That(At(100, Waits(Primary, 1), Waits(Standby, 1)), Is.EqualTo(Primary));
        Assert.That(At(200, Waits(Primary, 2), Leads(Standby, 2)), Is.EqualTo(Standby));
    }

    [Test]
    public void Choose_NobodyLeads_IsAloneAfterAWhile()
    {
        At(0, Leads(Primary, 1));
        Assert.That(At(100, Waits(Primary, 1)), Is.EqualTo(Primary));
        Assert.That(At(2099, Waits(Primary, 1)), Is.EqualTo(Primary));
        Assert.That(At(2100, Waits(Primary, 1)), Is.Null);
    }

    [Test]
    public void Choose_OnlyAStandby_IsNotUsed() => Assert.That(At(0, Waits(Standby, 1)), Is.Null);

    private static LinkCandidate<string> Leads(string node, ulong term, bool hasMeetings = true) => new(node, node, Leads: true, term, hasMeetings);

    private static LinkCandidate<string> Waits(string node, ulong term) => new(node, node, Leads: false, term, HasMeetings: false);

    private string? At(long milliseconds, params LinkCandidate<string>[] candidates) =>
        current = choice.Choose(candidates, current, Instant.FromMilliseconds(milliseconds));
}
