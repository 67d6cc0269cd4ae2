using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Mixing;
using Mcu.Node.Simulate;
using Mcu.Node.Simulate.Sound;

namespace Mcu.Tests.Simulate.Sound;

/// <summary>The pilot tones survive every codec, and are not taken for one another.</summary>
public sealed class SpeechTests
{
    [TestCase(AudioCodec.Opus)]
    [TestCase(AudioCodec.G722)]
    [TestCase(AudioCodec.Pcma)]
    [TestCase(AudioCodec.Pcmu)]
    public void Speak_ThroughACodec_TheOwnPilotIsHeardAndTheNeighborsIsNot(AudioCodec codec)
    {
        var codecs = new FFmpegCodecFactory();
        float[] speech = new Voice(Voice.PitchOf(5), PilotTones.HertzOf(5), Voice.LevelOf(5), seed: 2).Speak(TalkSchedule.Turn);
        SoundClip clip = SoundClip.Encode(codecs, codec, speech);
        (float own, float other) = (AudioLevel.FloorDbfs, AudioLevel.FloorDbfs);
        var meter = new PilotMeter();
        using IAudioDecoder decoder = codecs.CreateAudioDecoder(codec);
        float[] pcm = new float[5760];
        for (int frame = 0; frame < speech.Length / AudioFrame.Samples; frame++)
        {
            decoder.Decode(clip.At(AudioFrame.Duration * frame, frame), pcm);
            if (meter.Add(pcm.AsSpan(0, AudioFrame.Samples)))
            {
                own = Math.Max(own, meter.Measure(PilotTones.HertzOf(5)));
                other = Math.Max(other, meter.Measure(PilotTones.HertzOf(6)));
            }
        }

        Assert.That(own, Is.EqualTo(PilotTones.SentDbfs).Within(4));
        Assert.That(other, Is.LessThan(own - 25));
    }

    [Test]
    public void HertzOf_AllPlaces_AreFarApartAndInTheBandOfG711()
    {
        double[] tones = [.. Enumerable.Range(0, PilotTones.Distinct).Select(PilotTones.HertzOf).Order()];
        Assert.That(tones.Zip(tones.Skip(1), (a, b) => b - a), Is.All.GreaterThan(30));
        Assert.That(tones, Is.All.InRange(950, 3300));
        Assert.That(Math.Abs(PilotTones.HertzOf(1) - PilotTones.HertzOf(0)), Is.GreaterThan(500));
    }

    [Test]
    public void At_SilentRoom_HasNoSound()
    {
        SoundClip clip = SoundClip.Encode(new FFmpegCodecFactory(), AudioCodec.Pcma, new float[AudioFrame.Samples]);
        using IAudioDecoder decoder = new FFmpegCodecFactory().CreateAudioDecoder(AudioCodec.Pcma);
        float[] pcm = new float[5760];
        int samples = decoder.Decode(clip.At(null, 7), pcm);
        Assert.That(AudioLevel.Measure(pcm.AsSpan(0, samples)).RmsDbfs, Is.LessThan(-60));
    }
}
