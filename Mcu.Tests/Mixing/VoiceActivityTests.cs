using Mcu.Core.Mixing;

namespace Mcu.Tests.Mixing;

/// <summary>Voices against steady noise.</summary>
public sealed class VoiceActivityTests
{
    [Test]
    public void Observe_SteadyNoise_IsIgnoredAfterThreeSeconds([Values(-20f, -40f, -60f)] float dbfs)
    {
        VoiceActivity activity = new();
        Random random = new(1);
        Feed(activity, 4, _ => dbfs + (float)random.NextDouble());
        Assert.That(activity.IsVoice, Is.False);
        Assert.That(activity.NoiseDbfs, Is.EqualTo(dbfs).Within(1));
    }

    [Test]
    public void Observe_SpeechInNoise_StaysVoice()
    {
        VoiceActivity activity = new();
        Feed(activity, 4, _ => -45);
        int voiced = 0;
        for (int frame = 0; frame < 1000; frame++)
        {
            activity.Observe(frame % 20 < 14 ? -25 : -45);
            voiced += activity.IsVoice ? 1 : 0;
        }

        Assert.That(voiced, Is.GreaterThan(990));
    }

    [Test]
    public void Observe_OneLoudFrame_IsAClick()
    {
        VoiceActivity activity = new();
        Feed(activity, 1, frame => frame == 25 ? -10 : -70);
        Assert.That(activity.IsVoice, Is.False);
    }

    [Test]
    public void Observe_SpeechEnds_VoiceEndsAfterHalfASecond()
    {
        VoiceActivity activity = new();
        Feed(activity, 1, _ => -20);
        Feed(activity, 0.46, _ => -90);
        Assert.That(activity.IsVoice);
        Feed(activity, 0.1, _ => -90);
        Assert.That(activity.IsVoice, Is.False);
    }

    [Test]
    public void Observe_ToneGenerator_IsTakenForAVoice()
    {
        VoiceActivity activity = new();
        ToneGenerator tone = new(440);
        float[] pcm = new float[960];
        int voiced = 0;
        for (int frame = 0; frame < 1000; frame++)
        {
            tone.Fill(pcm);
            activity.Observe(AudioLevel.Measure(pcm).RmsDbfs);
            voiced += activity.IsVoice ? 1 : 0;
        }

        Assert.That(voiced, Is.GreaterThan(950));
    }

    private static void Feed(VoiceActivity activity, double seconds, Func<int, float> level)
    {
        for (int frame = 0; frame < seconds * 50; frame++)
        {
            activity.Observe(level(frame));
        }
    }
}
