using Mcu.Core.Time;
using Mcu.Node.Simulate.Pictures;

namespace Mcu.Tests.Simulate.Pictures;

/// <summary>Frame rate and freezes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PictureRhythmTests
{
    private readonly PictureRhythm rhythm = new(TimeSpan.FromMilliseconds(400));

    [Test]
    public void Note_EvenPictures_MeasuresTheirRateWithoutFreezes()
    {
        rhythm.Arm(At(0));
        Play(from: 0, to: 4000);
        Assert.That(rhythm.FramesPerSecond(At(4000)), Is.EqualTo(25).Within(0.5));
        Assert.That(rhythm.Freezes(At(4000)).Count, Is.Zero);
    }

    [Test]
    public void Note_PicturesThatDoNotChange_AreAFreeze()
    {
        rhythm.Arm(At(0));
        Play(from: 0, to: 1000);
        Play(from: 1000, to: 1600, isChanged: false);
        Play(from: 1600, to: 2000);
        Assert.That(rhythm.Freezes(At(2000)), Is.EqualTo((1, TimeSpan.FromMilliseconds(640))));
    }

    [Test]
    public void Freezes_StillAtTheEnd_CountsUpToIt()
    {
        rhythm.Arm(At(0));
        Play(from: 0, to: 1000);
        rhythm.Disarm(At(1700));
        Assert.That(rhythm.Freezes(At(9000)), Is.EqualTo((1, TimeSpan.FromMilliseconds(740))));
    }

    [Test]
    public void Note_NotArmed_CountsNothing()
    {
        Play(from: 0, to: 1000);
        rhythm.Arm(At(3000));
        Play(from: 3000, to: 4200);
        rhythm.Disarm(At(4200));
        Play(from: 5000, to: 6000);
        Assert.That(rhythm.Freezes(At(6000)).Count, Is.Zero);
        Assert.That(rhythm.FramesPerSecond(At(6000)), Is.EqualTo(25).Within(1));
    }

    [Test]
    public void Note_StillWhileExcused_IsNoFreeze()
    {
        rhythm.Arm(At(0));
        Play(from: 0, to: 1000);
        rhythm.Excuse();
        Play(from: 3000, to: 3200);
        rhythm.Expect(At(3300));
        Play(from: 3400, to: 4000);
        Assert.That(rhythm.Freezes(At(4000)).Count, Is.Zero);
        Play(from: 5000, to: 6000);
        Assert.That(rhythm.Freezes(At(6000)), Is.EqualTo((1, TimeSpan.FromMilliseconds(1040))));
    }

    private static Instant At(double milliseconds) => Instant.FromMilliseconds(1_000_000 + milliseconds);

    private void Play(int from, int to, bool isChanged = true)
    {
        for (int at = from; at < to; at += 40)
        {
            rhythm.Note(isChanged, At(at));
        }
    }
}
