using Mcu.Core.Mixing;

namespace Mcu.Tests.Mixing;

/// <summary>Levels and the limiter.</summary>
public sealed class AudioLevelTests
{
    [TestCase(960)]
    [TestCase(957)]
    [TestCase(3)]
    public void Measure_SquareWave_GivesItsLevel(int samples)
    {
        float[] pcm = [.. Enumerable.Range(0, samples).Select(i => i % 2 == 0 ? 0.1f : -0.1f)];
        AudioLevel level = AudioLevel.Measure(pcm);
        Assert.That(level.RmsDbfs, Is.EqualTo(-20).Within(0.01));
        Assert.That(level.PeakDbfs, Is.EqualTo(-20).Within(0.01));
    }

    [Test]
    public void Measure_Sine_IsThreeDecibelsBelowItsPeak()
    {
        float[] pcm = new float[4800];
        new ToneGenerator(1000, -3.0103f, syllables: false).Fill(pcm);
        AudioLevel level = AudioLevel.Measure(pcm);
        Assert.That(level.RmsDbfs, Is.EqualTo(-3.01).Within(0.01));
        Assert.That(level.PeakDbfs, Is.Zero.Within(0.01));
    }

    [TestCase(0f)]
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Measure_NothingThatCanBeHeard_IsSilence(float sample)
    {
        float[] pcm = new float[960];
        pcm[77] = sample;
        Assert.That(AudioLevel.Measure(pcm), Is.EqualTo(AudioLevel.Silence));
        Assert.That(AudioLevel.Measure([]), Is.EqualTo(AudioLevel.Silence));
    }

    [Test]
    public void Apply_BelowTheKnee_ChangesNothing()
    {
        float[] pcm = [.. Enumerable.Range(-75, 151).Select(i => i / 100f)];
        float[] limited = [.. pcm];
        SoftLimiter.Apply(limited);
        Assert.That(limited, Is.EqualTo(pcm).Within(1e-6));
    }

    [Test]
    public void Apply_AnySum_StaysWithinFullScaleAndKeepsTheOrder()
    {
        float[] pcm = [.. Enumerable.Range(-5000, 10001).Select(i => i / 250f)];
        SoftLimiter.Apply(pcm);
        Assert.That(pcm.Max(Math.Abs), Is.LessThanOrEqualTo(1f));
        Assert.That(pcm, Is.Ordered.Ascending);
        Assert.That(pcm.Zip(pcm.Skip(1), (a, b) => b - a).Max(), Is.LessThan(0.0041f), "no step at the knee");
    }
}
