using Mcu.Core.Composing;
using Mcu.Core.Time;

namespace Mcu.Tests.Composing;

public sealed class PatrolTests
{
    private static readonly Instant Start = Instant.FromMilliseconds(1000);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    [Test]
    public void Advance_OnePage_WantsNoTime()
    {
        var patrol = new Patrol(Period);
        Assert.Multiple(() =>
        {
            Assert.That(patrol.Advance(Start, 1), Is.False);
            Assert.That(patrol.NextDeadline, Is.EqualTo(Instant.Never));
        });
    }

    [Test]
    public void Advance_AtEachDeadline_TurnsThePagesAround()
    {
        var patrol = new Patrol(Period);
        patrol.Advance(Start, 3);
        var pages = new List<int>();
        for (int turn = 0; turn < 4; turn++)
        {
            Assert.That(patrol.Advance(patrol.NextDeadline, 3), Is.True);
            pages.Add(patrol.Page);
        }

        Assert.That(pages, Is.EqualTo(new[] { 1, 2, 0, 1 }));
    }

    [Test]
    public void Advance_BeforeTheDeadline_StaysOnThePage()
    {
        var patrol = new Patrol(Period);
        patrol.Advance(Start, 3);
        Assert.Multiple(() =>
        {
            Assert.That(patrol.Advance(Start + TimeSpan.FromSeconds(9.9), 3), Is.False);
            Assert.That(patrol.NextDeadline, Is.EqualTo(Start + Period));
        });
    }

    [Test]
    public void Advance_VeryLate_TurnsOnePageOnly()
    {
        var patrol = new Patrol(Period);
        patrol.Advance(Start, 5);
        Instant late = Start + TimeSpan.FromSeconds(95);
        patrol.Advance(late, 5);
        Assert.Multiple(() =>
        {
            Assert.That(patrol.Page, Is.EqualTo(1));
            Assert.That(patrol.NextDeadline, Is.EqualTo(late + Period));
        });
    }

    [Test]
    public void Advance_PagesBecomeFewer_StaysWithinThem()
    {
        var patrol = new Patrol(Period);
        patrol.Advance(Start, 5);
        for (int turn = 0; turn < 4; turn++)
        {
            patrol.Advance(patrol.NextDeadline, 5);
        }

        Assert.Multiple(() =>
        {
            Assert.That(patrol.Advance(patrol.NextDeadline - TimeSpan.FromSeconds(1), 2), Is.True);
            Assert.That(patrol.Page, Is.LessThan(2));
        });
    }

    [TestCase(0.5)]
    [TestCase(3601)]
    public void Patrol_PeriodOutOfBounds_Throws(double seconds) =>
        Assert.That(() => new Patrol(TimeSpan.FromSeconds(seconds)), Throws.TypeOf<ArgumentOutOfRangeException>());
}
