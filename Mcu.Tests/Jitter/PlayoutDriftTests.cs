using Mcu.Core.Jitter;

namespace Mcu.Tests.Jitter;

/// <summary>A sender whose clock is off for an hour.</summary>
public sealed class PlayoutDriftTests
{
    [Test]
    public void Pull_AnHourOfDrift_NoPhaseJumpAndNoGrowth([Values(-200, 200)] double ppm)
    {
        using PlayoutBench bench = new() { DriftPpm = ppm };
        bench.Run(60);
        ToneContinuity tone = new();
        (double least, double most) = (double.MaxValue, 0);
        bench.Pulled = (_, pcm) =>
        {
            tone.Add(pcm);
            double delay = bench.Buffer.Statistics.DelayMs;
            (least, most) = (Math.Min(least, delay), Math.Max(most, delay));
        };
        bench.Run(3600);
        Assert.Multiple(() =>
        {
            // 1 kHz read 0.1 % fast turns by 6.3 mrad in a millisecond; a lost sample would be 131.
            Assert.That(tone.WorstJump, Is.LessThan(0.02));
            Assert.That(tone.LeastAmplitude, Is.EqualTo(0.5).Within(0.005));
            Assert.That(least, Is.GreaterThan(18));
            Assert.That(most, Is.LessThan(30));
            Assert.That(bench.Statistics.DriftPpm, Is.EqualTo(ppm).Within(30));
            Assert.That(bench.Statistics.ConcealedMs, Is.Zero);
        });
    }

    [Test]
    public void Pull_DriftAndJitter_NoPhaseJump([Values(-200, 200)] double ppm)
    {
        using PlayoutBench bench = new() { DriftPpm = ppm, DelayMs = (_, random) => 10 + (15 * random.NextDouble()) };
        bench.Run(120);
        ToneContinuity tone = new();
        bench.Pulled = (_, pcm) => tone.Add(pcm);
        double concealed = bench.Statistics.ConcealedMs;
        bench.Run(300);
        Assert.Multiple(() =>
        {
            Assert.That(tone.WorstJump, Is.LessThan(0.04));
            Assert.That(bench.Statistics.ConcealedMs, Is.EqualTo(concealed));
            Assert.That(bench.Statistics.DelayMs, Is.EqualTo(bench.Statistics.TargetMs).Within(10));
            Assert.That(bench.Statistics.DriftPpm, Is.EqualTo(ppm).Within(100));
        });
    }
}
