using Mcu.Core.Jitter;

namespace Mcu.Tests.Jitter;

/// <summary>Taking periods out of a sound, and putting them in.</summary>
public sealed class TimeScalerTests
{
    [Test]
    public void TryShorten_Tone_TakesWholePeriodsOut()
    {
        SampleFifo fifo = Tone();
        int taken = TimeScaler.TryShorten(fifo, force: false);
        Assert.That(taken, Is.InRange(120, 720));
        Assert.That(fifo.Count, Is.EqualTo(2400 - taken));
        AssertIsTone(fifo);
    }

    [Test]
    public void TryLengthen_Tone_PutsWholePeriodsIn()
    {
        SampleFifo fifo = Tone();
        int put = TimeScaler.TryLengthen(fifo, force: false);
        Assert.That(put, Is.InRange(120, 720));
        Assert.That(fifo.Count, Is.EqualTo(2400 + put));
        AssertIsTone(fifo);
    }

    [Test]
    public void TryShorten_LoudNoise_OnlyWhenForced()
    {
        SampleFifo fifo = new();
        Random random = new(1);
        foreach (ref float sample in fifo.Extend(2400))
        {
            sample = (float)random.NextDouble() - 0.5f;
        }

        Assert.That(TimeScaler.TryShorten(fifo, force: false), Is.Zero);
        Assert.That(TimeScaler.TryShorten(fifo, force: true), Is.Positive);
    }

    [Test]
    public void TryShorten_Silence_TakesTheMost()
    {
        SampleFifo fifo = new();
        fifo.Extend(2400).Clear();
        Assert.That(TimeScaler.TryShorten(fifo, force: false), Is.EqualTo(720));
    }

    private static SampleFifo Tone()
    {
        SampleFifo fifo = new();
        Span<float> samples = fifo.Extend(2400);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (float)Math.Sin(Math.Tau * 250 * i / 48000);
        }

        return fifo;
    }

    private static void AssertIsTone(SampleFifo fifo)
    {
        for (int i = 0; i < fifo.Count; i++)
        {
            Assert.That(fifo.Unread[i], Is.EqualTo(Math.Sin(Math.Tau * 250 * i / 48000)).Within(0.01), $"sample {i}");
        }
    }
}
