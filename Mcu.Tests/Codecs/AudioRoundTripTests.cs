using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;

namespace Mcu.Tests.Codecs;

/// <summary>Every sound codec behind the factory, treated alike.</summary>
public sealed class AudioRoundTripTests
{
    private const int Frame = 960;
    private readonly FFmpegCodecFactory factory = new();

    [TestCase(AudioCodec.Pcmu, 440, 30)]
    [TestCase(AudioCodec.Pcma, 440, 30)]
    [TestCase(AudioCodec.Pcma, 3000, 30)]
    [TestCase(AudioCodec.G722, 1000, 28)]
    [TestCase(AudioCodec.G722, 6000, 15)]
    [TestCase(AudioCodec.Opus, 440, 15)]
    public void EncodeAndDecode_Sine_ComesBackClean(AudioCodec codec, double hertz, double decibels)
    {
        float[] sound = RoundTrip(codec, Tones.Sine(hertz, 50 * Frame));
        Assert.That(Tones.SignalToNoise(sound.AsSpan(^(30 * Frame)..), hertz), Is.GreaterThan(decibels));
    }

    [TestCase(AudioCodec.Pcmu, 160)]
    [TestCase(AudioCodec.Pcma, 160)]
    [TestCase(AudioCodec.G722, 160)]
    public void Encode_TwentyMilliseconds_HasTheStandardsLength(AudioCodec codec, int expected)
    {
        using IAudioEncoder encoder = factory.CreateAudioEncoder(codec, new AudioEncoderSettings());
        byte[] payload = new byte[1200];
        Assert.That(encoder.Encode(new float[Frame], payload), Is.EqualTo(expected));
        Assert.That(encoder.TimestampStep, Is.EqualTo(160));
    }

    [TestCase(AudioCodec.Pcmu)]
    [TestCase(AudioCodec.Pcma)]
    [TestCase(AudioCodec.G722)]
    public void Encode_LouderThanFullScale_Clips(AudioCodec codec)
    {
        float[] sound = RoundTrip(codec, Tones.Sine(300, 20 * Frame, amplitude: 3));
        Assert.That(sound.Max(Math.Abs), Is.LessThan(2));
        Assert.That(sound.AsSpan(^Frame..).ToArray().Max(), Is.GreaterThan(0.7));
    }

    [TestCase(AudioCodec.Pcmu)]
    [TestCase(AudioCodec.G722)]
    [TestCase(AudioCodec.Opus)]
    public void DurationOf_Payload_IsWhatDecodeGives(AudioCodec codec)
    {
        using IAudioEncoder encoder = factory.CreateAudioEncoder(codec, new AudioEncoderSettings());
        using IAudioDecoder decoder = factory.CreateAudioDecoder(codec);
        byte[] payload = new byte[1200];
        ReadOnlySpan<byte> packet = payload.AsSpan(0, encoder.Encode(Tones.Sine(440, Frame), payload));
        Assert.That(decoder.DurationOf(packet), Is.EqualTo(Frame));
        Assert.That(decoder.Decode(packet, new float[5760]), Is.EqualTo(Frame));
    }

    [TestCase(AudioCodec.Pcmu)]
    [TestCase(AudioCodec.G722)]
    public void Decode_TenAndSixtyMilliseconds_IsTakenWhole(AudioCodec codec)
    {
        using IAudioDecoder decoder = factory.CreateAudioDecoder(codec);
        float[] pcm = new float[5760];
        Assert.That(decoder.Decode(new byte[80], pcm), Is.EqualTo(480));
        Assert.That(decoder.Decode(new byte[480], pcm), Is.EqualTo(2880));
    }

    [TestCase(AudioCodec.Pcmu)]
    [TestCase(AudioCodec.Pcma)]
    [TestCase(AudioCodec.G722)]
    [TestCase(AudioCodec.Opus)]
    public void Decode_RandomBytes_NeverThrowsNorOverflows(AudioCodec codec)
    {
        using IAudioDecoder decoder = factory.CreateAudioDecoder(codec);
        Random random = new(5);
        float[] pcm = new float[5760];
        for (int i = 0; i < 2000; i++)
        {
            byte[] payload = new byte[random.Next(0, 1500)];
            random.NextBytes(payload);
            int duration = decoder.DurationOf(payload);
            int samples = decoder.Decode(payload, pcm);
            Assert.That(samples, Is.EqualTo(-1).Or.InRange(1, 5760));
            Assert.That(samples, Is.EqualTo(-1).Or.EqualTo(duration));
            decoder.TryRecover(payload, pcm.AsSpan(0, Frame));
            Assert.That(double.IsFinite(Energy(pcm.AsSpan(0, Math.Max(0, samples)))), Is.True);
        }
    }

    [TestCase(AudioCodec.Pcmu)]
    [TestCase(AudioCodec.G722)]
    [TestCase(AudioCodec.Opus)]
    public void Decode_EmptyPayload_IsBroken(AudioCodec codec)
    {
        using IAudioDecoder decoder = factory.CreateAudioDecoder(codec);
        Assert.That(decoder.Decode([], new float[5760]), Is.EqualTo(-1));
        Assert.That(decoder.DurationOf([]), Is.EqualTo(-1));
    }

    [TestCase(AudioCodec.Pcma)]
    [TestCase(AudioCodec.G722)]
    [TestCase(AudioCodec.Opus)]
    public void Conceal_LostFrameOfASine_BridgesWithoutAClick(AudioCodec codec)
    {
        float[] sound = RoundTrip(codec, Tones.Sine(200, 30 * Frame), lost: 20);
        ReadOnlySpan<float> around = sound.AsSpan(19 * Frame, 3 * Frame);
        Assert.That(Tones.LargestStep(around), Is.LessThan(0.03), "a 200 Hz sine of 0.4 steps by 0.0105");
        Assert.That(Energy(sound.AsSpan(20 * Frame, Frame)), Is.GreaterThan(0.25 * Energy(sound.AsSpan(18 * Frame, Frame))));
    }

    [TestCase(AudioCodec.Pcma, 0.001)]
    [TestCase(AudioCodec.G722, 0.001)]
    [TestCase(AudioCodec.Opus, 0.05)] // libopus leaves a little noise
    public void Conceal_ForASecond_FallsSilent(AudioCodec codec, double loudest)
    {
        using IAudioDecoder decoder = factory.CreateAudioDecoder(codec);
        using IAudioEncoder encoder = factory.CreateAudioEncoder(codec, new AudioEncoderSettings());
        byte[] payload = new byte[1200];
        float[] pcm = new float[Frame];
        float[] sine = Tones.Sine(200, 10 * Frame);
        for (int i = 0; i < 10; i++)
        {
            decoder.Decode(payload.AsSpan(0, encoder.Encode(sine.AsSpan(i * Frame, Frame), payload)), pcm);
        }

        for (int i = 0; i < 50; i++)
        {
            decoder.Conceal(pcm);
        }

        Assert.That(pcm.Max(Math.Abs), Is.LessThan(loudest));
    }

    [TestCase(AudioCodec.Pcmu)]
    [TestCase(AudioCodec.G722)]
    [TestCase(AudioCodec.Opus)]
    public void Reset_AfterSound_SilenceStaysSilent(AudioCodec codec)
    {
        using IAudioEncoder encoder = factory.CreateAudioEncoder(codec, new AudioEncoderSettings());
        using IAudioEncoder fresh = factory.CreateAudioEncoder(codec, new AudioEncoderSettings());
        byte[] a = new byte[1200];
        byte[] b = new byte[1200];
        encoder.Encode(Tones.Sine(440, Frame), a);
        encoder.Reset();
        int length = encoder.Encode(new float[Frame], a);
        int expected = fresh.Encode(new float[Frame], b);
        Assert.That(a[..length], Is.EqualTo(b[..expected]));
    }

    private static double Energy(ReadOnlySpan<float> sound)
    {
        double energy = 0;
        foreach (float sample in sound)
        {
            energy += sample * sample;
        }

        return energy;
    }

    private float[] RoundTrip(AudioCodec codec, float[] sound, int lost = -1)
    {
        using IAudioEncoder encoder = factory.CreateAudioEncoder(codec, new AudioEncoderSettings());
        using IAudioDecoder decoder = factory.CreateAudioDecoder(codec);
        byte[] payload = new byte[1200];
        float[] result = new float[sound.Length];
        for (int i = 0; i < sound.Length / Frame; i++)
        {
            Span<float> place = result.AsSpan(i * Frame, Frame);
            int length = encoder.Encode(sound.AsSpan(i * Frame, Frame), payload);
            if (i == lost)
            {
                decoder.Conceal(place);
            }
            else
            {
                Assert.That(decoder.Decode(payload.AsSpan(0, length), place), Is.EqualTo(Frame));
            }
        }

        return result;
    }
}
