using System.Diagnostics;
using Mcu.Tests.Cascade.Failover.Model;

namespace Mcu.Tests.Cascade.Failover;

/// <summary>
/// Thousands of schedules of faults over the real role machine, gate and term filter: never two that send, no acknowledged act lost,
/// no stale node that serves, no lower term let in, and one that serves in the end. A schedule is its seed.
/// </summary>
public sealed class FailoverModelTests
{
    private const int Seeds = 4000;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    [Test]
    public void Run_AnySchedule_IsSafeAndEndsWithOneThatServes()
    {
        long start = Stopwatch.GetTimestamp();
        int runs = 0;
        int promotions = 0;
        int acts = 0;
        int refused = 0;
        for (int seed = 0; seed < Seeds && Stopwatch.GetElapsedTime(start) < Budget; seed++)
        {
            (FailoverModel model, string? violation) = Run(seed, new ModelSwitches());
            Assert.That(violation, Is.Null, $"seed {seed}");
            runs++;
            promotions += model.Promotions;
            acts += model.Operator.Acknowledged.Count;
            refused += model.District.Refused;
        }

        TestContext.Out.WriteLine($"{runs} schedules, {promotions} promotions, {acts} acts, {refused} messages of lower terms refused");
        Assert.That(runs, Is.GreaterThan(100));
        Assert.That(promotions, Is.GreaterThan(2 * runs), "the faults lead to failovers");
        Assert.That(acts, Is.GreaterThan(20 * runs));
        Assert.That(refused, Is.Positive);
    }

    // 124996: a leader that saw a later term voted at once, while its own gate was open for some milliseconds yet.
    [TestCase(124996)]
    public void Run_SeedOfAFormerViolation_IsSafe(int seed) => Assert.That(Run(seed, new ModelSwitches()).Violation, Is.Null);

    [Test]
    public void Run_SameSeed_IsTheSameRun()
    {
        (FailoverModel first, string? _) = Run(7, new ModelSwitches());
        (FailoverModel second, string? _) = Run(7, new ModelSwitches());
        Assert.That(
            (second.Schedule.Now, second.Promotions, second.District.Accepted), Is.EqualTo((first.Schedule.Now, first.Promotions, first.District.Accepted)));
        Assert.That(second.Operator.Acknowledged, Is.EqualTo(first.Operator.Acknowledged));
    }

    [Test]
    public void Run_GateWithoutItsDeadline_TwoSendAtOnce() => AssertFound(new ModelSwitches(GateOff: true), "two gates are open");

    [Test]
    public void Run_WithoutTheLagCheck_AStaleNodeServes() => AssertFound(new ModelSwitches(LagCheckOff: true), "without acknowledged acts");

    [Test]
    public void Run_WithoutTheTermFilter_ALowerTermIsTaken() => AssertFound(new ModelSwitches(TermFilterOff: true), "the child took");

    private static void AssertFound(ModelSwitches switches, string violation)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            if (Run(seed, switches).Violation is { } found)
            {
                TestContext.Out.WriteLine($"seed {seed}: {found}");
                Assert.That(found, Does.Contain(violation));
                return;
            }
        }

        Assert.Fail($"no violation in {Seeds} schedules: {switches} protects from nothing, or the model sees nothing");
    }

    private static (FailoverModel Model, string? Violation) Run(int seed, ModelSwitches switches)
    {
        var model = new FailoverModel(seed, switches);
        try
        {
            model.Run();
            return (model, null);
        }
        catch (ModelViolationException violation)
        {
            return (model, $"at {model.Schedule.Now:F1} ms: {violation.Message}");
        }
    }
}
