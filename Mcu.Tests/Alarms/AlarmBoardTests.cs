using Mcu.Core.Time;
using Mcu.Node.Alarms;

namespace Mcu.Tests.Alarms;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AlarmBoardTests
{
    private static readonly AlarmSign Late = new(AlarmKind.LoopLate, "audio", ("late_ms", "80"));
    private static readonly AlarmSign Failed = new(AlarmKind.CodecFailed, "Cam Lâm", ("cause", "out of memory"));
    private readonly AlarmBoard board = new();
    private readonly List<string> told = [];
    private Instant now = Instant.FromMilliseconds(0);

    [Test]
    public void Update_LateForLessThanASecond_SaysNothing()
    {
        Run(0.9, Late);
        Run(0.1);
        Run(0.9, Late);
        Assert.That(told, Is.Empty);
    }

    [Test]
    public void Update_LateForOverASecond_IsToldOnceAndOverWhenOnTimeForFive()
    {
        Run(3, Late);
        Run(4);
        Run(1, Late);
        Run(5);
        Assert.That(told, Is.EqualTo(new[] { "1.0 LoopLate audio", "12.9 over LoopLate audio" }));
    }

    [Test]
    public void Update_LateAgainAndAgain_IsToldOnceAMinute()
    {
        for (int i = 0; i < 12; i++)
        {
            Run(4, Late);
            Run(6);
        }

        Assert.That(told.Where(what => !what.Contains("over", StringComparison.Ordinal)), Is.EqualTo(new[] { "1.0 LoopLate audio", "61.0 LoopLate audio" }));
    }

    [Test]
    public void Update_AfterTheLookerItselfStoodStill_CountsWhatItMissed()
    {
        Run(1);
        now += TimeSpan.FromSeconds(3);
        Run(0.1, Late);
        Assert.That(told, Is.EqualTo(new[] { "4.0 LoopLate audio" }));
    }

    [Test]
    public void Update_FailureOfAMoment_IsToldAtOnceAndOverAfterAQuietMinute()
    {
        Run(0.1, Failed);
        Run(30);
        Run(0.1, Failed);
        Run(70);
        Assert.That(told, Is.EqualTo(new[] { "0.0 CodecFailed Cam Lâm", "90.1 over CodecFailed Cam Lâm" }));
    }

    [Test]
    public void Update_TwoSubjects_AreToldApart()
    {
        Run(1.1, Late, Late with { Subject = "udp" });
        Assert.That(told, Is.EqualTo(new[] { "1.0 LoopLate audio", "1.0 LoopLate udp" }));
        Assert.That(board.IsRaised(AlarmKind.LoopLate, "udp"));
        Assert.That(board.IsRaised(AlarmKind.PortsLow, "udp"), Is.False);
    }

    // Looks ten times a second, each time with these signs.
    private void Run(double seconds, params AlarmSign[] signs)
    {
        for (int i = 0; i < (int)Math.Round(seconds * 10); i++)
        {
            foreach (AlarmChange change in board.Update(signs, now))
            {
                told.Add(FormattableString.Invariant($"{(now - Instant.FromMilliseconds(0)).TotalSeconds:0.0} {(change.IsRaised ? "" : "over ")}{change.Sign.Kind} {change.Sign.Subject}"));
            }

            now += TimeSpan.FromMilliseconds(100);
        }
    }
}
