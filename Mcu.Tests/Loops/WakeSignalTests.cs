using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Loops;

/// <summary>Wakes one sleeper, and loses no wake-up.</summary>
public sealed class WakeSignalTests
{
    [Test]
    public void Wait_SetBefore_ReturnsAtOnceAndOnce()
    {
        using var signal = new WakeSignal();
        signal.Set();
        signal.Set();

        Assert.That(signal.Wait(Instant.Never), Is.True);
        Assert.That(signal.Wait(MonotonicClock.Now), Is.False);
    }

    [Test]
    public void Wait_DeadlinePassed_ReturnsFalse()
    {
        using var signal = new WakeSignal();

        Assert.That(signal.Wait(MonotonicClock.Now - TimeSpan.FromSeconds(1)), Is.False);
    }

    [Test]
    public void Set_AfterDispose_DoesNothing()
    {
        var signal = new WakeSignal();
        signal.Dispose();

        Assert.That(signal.Set, Throws.Nothing);
    }

    [Test]
    public void SetAndWait_TwoThreads_NoSignalIsLost()
    {
        const int Rounds = 5_000;
        using var there = new WakeSignal();
        using var back = new WakeSignal();

        Race.Run(() => PlayRounds(there, back, Rounds), () => AnswerRounds(there, back, Rounds));

        Assert.That(there.Wait(MonotonicClock.Now), Is.False);
    }

    private static void PlayRounds(WakeSignal there, WakeSignal back, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            there.Set();
            back.Wait(Instant.Never);
        }
    }

    private static void AnswerRounds(WakeSignal there, WakeSignal back, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            there.Wait(Instant.Never);
            back.Set();
        }
    }
}
