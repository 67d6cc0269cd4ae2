using System.Buffers.Binary;
using Mcu.Core.Mixing;

namespace Mcu.Tests.Harness;

/// <summary>Sound at 48 kHz that a room has received, asked for tones.</summary>
internal sealed record HeardSound(float[] Samples)
{
    private const int WaveHeader = 44;
    private const int ChannelsAt = 22;

    /// <summary>Nothing.</summary>
    public static HeardSound None { get; } = new(Array.Empty<float>());

    /// <summary>Reads the first channel of a 16 bit wave file that may still be growing; its header is not trusted for its length.</summary>
    public static HeardSound FromWave(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        if (bytes.Length < WaveHeader)
        {
            return None;
        }

        int channels = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(ChannelsAt));
        float[] samples = new float[(bytes.Length - WaveHeader) / 2 / channels];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(WaveHeader + (i * 2 * channels))) / 32768f;
        }

        return new HeardSound(samples);
    }

    /// <summary>Its end.</summary>
    public HeardSound Last(double seconds) => new(Samples[^Math.Min(Samples.Length, (int)(seconds * AudioFrame.SampleRate))..]);

    /// <summary>The loudest 200 ms of a tone, dBFS.</summary>
    public float LoudestDbfs(double hertz)
    {
        var detector = new GoertzelDetector(hertz);
        detector.Add(Samples);
        return detector.LoudestDbfs;
    }
}
