using Mcu.Core.Jitter;

namespace Mcu.Tests.Jitter;

/// <summary>Reading at a speed that is not quite 1.</summary>
public sealed class FractionalResamplerTests
{
    [Test]
    public void Read_SpeedOne_GivesTheSamesSamples()
    {
        float[] result = Resample(hertz: 3000, speed: 1, frames: 10);
        for (int i = 0; i < result.Length; i++)
        {
            Assert.That(result[i], Is.EqualTo(Math.Sin(Math.Tau * 3000 * i / 48000)).Within(1e-6));
        }
    }

    [TestCase(1000, 0.995, 1e-3)]
    [TestCase(1000, 1.0002, 1e-3)]
    [TestCase(8000, 1.005, 2e-3)]
    [TestCase(15000, 1.001, 1e-2)]
    public void Read_OtherSpeeds_GivesTheToneAtThatSpeed(double hertz, double speed, double tolerance)
    {
        float[] result = Resample(hertz, speed, frames: 50);
        for (int i = 100; i < result.Length; i++)
        {
            Assert.That(result[i], Is.EqualTo(Math.Sin(Math.Tau * hertz * i * speed / 48000)).Within(tolerance));
        }
    }

    [Test]
    public void Read_AHairBeforeTheNextSample_StaysWithinItsKernel()
    {
        float[] result = Resample(hertz: 1000, speed: 1 - Math.Pow(2, -30), frames: 2); // as a float, its fraction is 1
        for (int i = 0; i < result.Length; i++)
        {
            Assert.That(result[i], Is.EqualTo(Math.Sin(Math.Tau * 1000 * i / 48000)).Within(1e-4));
        }
    }

    private static float[] Resample(double hertz, double speed, int frames)
    {
        SampleFifo fifo = new();
        FractionalResampler resampler = new();
        float[] result = new float[frames * 960];
        long written = 0;
        for (int frame = 0; frame < frames; frame++)
        {
            Span<float> more = fifo.Extend(Math.Max(0, resampler.InputFor(960, speed) - fifo.Count));
            foreach (ref float sample in more)
            {
                sample = (float)Math.Sin(Math.Tau * hertz * written++ / 48000);
            }

            resampler.Read(fifo, result.AsSpan(frame * 960, 960), speed);
        }

        return result;
    }
}
