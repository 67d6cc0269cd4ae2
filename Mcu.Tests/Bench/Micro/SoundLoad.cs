using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Mixing;
using Mcu.Tests.Bench.Measuring;

namespace Mcu.Tests.Bench.Micro;

/// <summary>One encoder and one decoder of sound.</summary>
public sealed class SoundLoad : IDisposable
{
    /// <summary>Frames of 20 ms in a second.</summary>
    public const int FramesPerSecond = 50;

    private readonly IAudioEncoder encoder;
    private readonly IAudioDecoder decoder;
    private readonly float[][] frames;
    private readonly byte[][] payloads;
    private readonly CallCost encode;
    private readonly CallCost decode;
    private int encoded;
    private int decoded;

    /// <summary>Makes two seconds of a signal with the harmonics and the rhythm of a voice.</summary>
    public SoundLoad(AudioCodec codec, AudioEncoderSettings settings)
    {
        var codecs = new FFmpegCodecFactory();
        encoder = codecs.CreateAudioEncoder(codec, settings);
        decoder = codecs.CreateAudioDecoder(codec);
        frames = [.. Enumerable.Range(0, 2 * FramesPerSecond).Select(Voice)];
        byte[] payload = new byte[1200];
        payloads = [.. frames.Select(frame => payload.AsSpan(0, encoder.Encode(frame, payload)).ToArray())];
        encode = new CallCost(() => encoder.Encode(frames[encoded++ % frames.Length], payload));
        float[] pcm = new float[5760];
        decode = new CallCost(() => decoder.Decode(payloads[decoded++ % payloads.Length], pcm));
    }

    /// <summary>CPU-milliseconds per second of encoding.</summary>
    public double MeasureEncode() => encode.Microseconds() * FramesPerSecond / 1000;

    /// <summary>CPU-milliseconds per second of decoding.</summary>
    public double MeasureDecode() => decode.Microseconds() * FramesPerSecond / 1000;

    /// <inheritdoc/>
    public void Dispose()
    {
        encoder.Dispose();
        decoder.Dispose();
    }

    private static float[] Voice(int number)
    {
        var random = new Random(number);
        float[] frame = new float[AudioFrame.Samples];
        for (int i = 0; i < frame.Length; i++)
        {
            double time = ((number * (double)AudioFrame.Samples) + i) / 48000;
            double pitch = 120 + (20 * Math.Sin(2 * Math.PI * 0.7 * time));
            double loud = Math.Max(0, Math.Sin(2 * Math.PI * 2.5 * time));
            double sum = (random.NextDouble() - 0.5) * 0.1;
            for (int harmonic = 1; harmonic <= 20; harmonic++)
            {
                sum += Math.Sin(2 * Math.PI * pitch * harmonic * time) / harmonic;
            }

            frame[i] = (float)(0.2 * loud * sum);
        }

        return frame;
    }
}
