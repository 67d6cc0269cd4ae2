using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Mixing;
using Mcu.Core.Time;
using Mcu.Tests.Bench.Measuring;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Micro;

/// <summary>The mixer, and the shared encodes after it.</summary>
public sealed class MixBenchmark : IBenchmark
{
    private const int FramesPerSecond = 50;
    private const int Rounds = 5;

    /// <inheritdoc/>
    public string Name => "mix";

    /// <inheritdoc/>
    public string Summary => "mixing and encoding sound for N rooms, against a sum and an encode for each";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        var mixing = new BenchTable("Mixing N rooms, three of whom are heard: CPU-ms per second", "rooms", "each its sum", "ours", "ours/each", "least-greatest");
        foreach (int rooms in (int[])[4, 16, 64])
        {
            Add(mixing, rooms, MeasureMix(context, rooms));
        }

        output.Show(mixing.Note("Baseline: for each room a plain sum of all the others."));
        var encoding = new BenchTable("Encoding for N rooms: CPU-ms per second", "rooms, codec", "each its own", "shared", "shared/each", "least-greatest");
        foreach (AudioCodec codec in (AudioCodec[])[AudioCodec.Opus, AudioCodec.G722, AudioCodec.Pcma])
        {
            Add(encoding, $"16, {codec}", MeasureEncodes(context, 16, codec));
        }

        output.Show(encoding.Note("Three of the rooms speak and get encodes of their own; the others share one. Opus: 32 kbit/s, complexity 5, as the node."));
    }

    private static void Add(BenchTable table, Cell name, Paired result) => table.Add(
        name, Cell.Fine(result.Baseline.Median), Cell.Fine(result.Ours.Median), Cell.Ratio(result.Ratio.Median), Cell.Range(result.Ratio));

    private static Paired MeasureMix(BenchContext context, int rooms)
    {
        (AudioMixer mixer, MixInput[] inputs) = Conference(rooms);
        float[][] sums = [.. inputs.Select(_ => new float[AudioFrame.Samples])];
        var baseline = new CallCost(() => SumForEach(inputs, sums));
        long frame = 0;
        var ours = new CallCost(() => mixer.Mix(Instant.FromMilliseconds(20 * frame++)));
        return Paired.Measure(
            context.Rounds(Rounds), () => baseline.Microseconds() * FramesPerSecond / 1000, () => ours.Microseconds() * FramesPerSecond / 1000);
    }

    private static Paired MeasureEncodes(BenchContext context, int rooms, AudioCodec codec)
    {
        (AudioMixer mixer, MixInput[] inputs) = Conference(rooms);
        var codecs = new FFmpegCodecFactory();
        var format = new AudioSendFormat(codec, new AudioEncoderSettings());
        using var shared = new SharedAudioEncodes(codecs, mixer);
        foreach (MixInput input in inputs)
        {
            shared.Attach(format, input);
        }

        IAudioEncoder[] own = [.. inputs.Select(_ => codecs.CreateAudioEncoder(codec, format.Settings))];
        byte[] payload = new byte[1200];
        long frame = 0;
        var baseline = new CallCost(() => EncodeEach(mixer, inputs, own, payload, frame++));
        var ours = new CallCost(() =>
        {
            mixer.Mix(Instant.FromMilliseconds(20 * frame++));
            shared.Encode();
        });
        Paired result = Paired.Measure(
            context.Rounds(Rounds), () => baseline.Microseconds() * FramesPerSecond / 1000, () => ours.Microseconds() * FramesPerSecond / 1000);
        Array.ForEach(own, encoder => encoder.Dispose());
        return result;
    }

    private static void EncodeEach(AudioMixer mixer, MixInput[] inputs, IAudioEncoder[] encoders, byte[] payload, long frame)
    {
        mixer.Mix(Instant.FromMilliseconds(20 * frame));
        for (int room = 0; room < inputs.Length; room++)
        {
            encoders[room].Encode(mixer.MinusFor(inputs[room]), payload);
        }
    }

    private static void SumForEach(MixInput[] inputs, float[][] sums)
    {
        for (int listener = 0; listener < inputs.Length; listener++)
        {
            Span<float> sum = sums[listener];
            sum.Clear();
            for (int source = 0; source < inputs.Length; source++)
            {
                if (source != listener)
                {
                    Add(sum, inputs[source].Frame);
                }
            }
        }
    }

    private static void Add(Span<float> sum, ReadOnlySpan<float> source)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += source[i];
        }
    }

    private static (AudioMixer Mixer, MixInput[] Inputs) Conference(int rooms)
    {
        var mixer = new AudioMixer();
        MixInput[] inputs = [.. Enumerable.Range(0, rooms).Select(_ => mixer.Add())];
        var random = new Random(1);
        for (int room = 0; room < rooms; room++)
        {
            // Noise in bursts is what the mixer takes for speech; three rooms are loud.
            float level = room < 3 ? 0.3f : 0.003f;
            foreach (ref float sample in inputs[room].Frame)
            {
                sample = level * ((2 * random.NextSingle()) - 1);
            }
        }

        return (mixer, inputs);
    }
}
