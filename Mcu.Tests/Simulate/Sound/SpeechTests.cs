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
        float[] speech = new Voice(Voice.PitchOf(5), PilotTones.HertzOf(5, speakers: 9, seed: 1), Voice.LevelOf(5), seed: 2).Speak(TalkSchedule.Turn);
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
                own = Math.Max(own, meter.Measure(PilotTones.HertzOf(5, speakers: 9, seed: 1)));
                other = Math.Max(other, meter.Measure(PilotTones.HertzOf(6, speakers: 9, seed: 1)));
            }
        }

        Assert.That(own, Is.EqualTo(PilotTones.SentDbfs).Within(4));
        Assert.That(other, Is.LessThan(own - 25));
    }

    [Test]
    public void HertzOf_AnyNumberOfRooms_NeighborsInTheRoundAreFarApart([Range(2, 255)] int speakers, [Values(1, 2, 8)] int seed)
    {
        double[] tones = [.. Enumerable.Range(0, speakers).Select(place => PilotTones.HertzOf(place, speakers, seed))];
        for (int place = 0; place < speakers; place++)
        {
            Assert.That(Math.Abs(tones[place] - tones[(place + 1) % speakers]), Is.GreaterThanOrEqualTo(PilotTones.NeighborsApartHertz), $"{place}");
        }
    }

    [TestCase(9, 8)]
    [TestCase(36, 2)]
    public void HertzOf_FleetsWithSeedsOfTheirOwn_ShareNoTone(int speakers, int seeds)
    {
        IEnumerable<double> tones = Enumerable.Range(1, seeds).SelectMany(seed => Enumerable.Range(0, speakers).Select(place => PilotTones.HertzOf(place, speakers, seed)));
        Assert.That(tones, Is.Unique);
    }

    [Test]
    public void HertzOf_AllTones_AreBinsOfTheMeterInTheBandOfG711AndNobodysOctave()
    {
        double[] tones = [.. Enumerable.Range(0, PilotTones.Distinct).Select(place => PilotTones.HertzOf(place, PilotTones.Distinct, seed: 1)).Order()];
        Assert.That(tones.Zip(tones.Skip(1), (a, b) => b - a), Is.All.GreaterThan(2 * PilotMeter.BinHertz));
        Assert.That(tones.Select(tone => tone % PilotMeter.BinHertz), Is.All.Zero);
        Assert.That(tones, Is.All.InRange(1300, 3300));
        Assert.That(tones.Select(tone => 2 * tone).Intersect(tones), Is.Empty);
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
