using Mcu.Core.Codecs.Telephony;

namespace Mcu.Tests.Codecs.Telephony;

/// <summary>The ways between 48 kHz and the telephone's rates.</summary>
public sealed class ResamplingTests
{
    [TestCase(6, 1000)]
    [TestCase(6, 3300)]
    [TestCase(3, 1000)]
    [TestCase(3, 6800)]
    public void Process_DownAndUpInOddPieces_SineStaysClean(int factor, double hertz)
    {
        float[] sound = Tones.Sine(hertz, 48000);
        float[] result = new float[sound.Length];
        Downsampler down = new(factor, 960);
        Upsampler up = new(factor, 320);
        float[] narrow = new float[320];
        Random random = new(1);
        for (int at = 0; at < sound.Length;)
        {
            int count = Math.Min(random.Next(1, 960 / factor) * factor, sound.Length - at);
            down.Process(sound.AsSpan(at, count), narrow);
            up.Process(narrow.AsSpan(0, count / factor), result.AsSpan(at, count));
            at += count;
        }

        Assert.That(Tones.SignalToNoise(result.AsSpan(24000), hertz), Is.GreaterThan(50));
        Assert.That(result.AsSpan(24000).ToArray().Max(), Is.EqualTo(0.4f).Within(12).Percent);
    }

    [TestCase(6, 5000)]
    [TestCase(3, 10000)]
    public void Process_AboveTheLowerRatesBand_IsGone(int factor, double hertz)
    {
        float[] narrow = new float[4800 / factor];
        new Downsampler(factor, 4800).Process(Tones.Sine(hertz, 4800), narrow);
        Assert.That(narrow.AsSpan(100).ToArray().Max(Math.Abs), Is.LessThan(0.002));
    }
}
