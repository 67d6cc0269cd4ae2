using Mcu.Core.Codecs;
using Mcu.Core.Codecs.Telephony;
using Mcu.Core.Mixing;

namespace Mcu.Tests.Hosting;

/// <summary>How loud the tones of some rooms are in what one room gets, in G.711 A-law.</summary>
internal sealed class RoomEar(IReadOnlyList<double> tones)
{
    private const int SampleRate = 8000;
    private const int Window = SampleRate / 10;
    private const int Factor = AudioFrame.SampleRate / SampleRate; // the detector counts in samples of 48 kHz
    private readonly (GoertzelDetector Detector, List<float> Levels)[] heard = [.. tones.Select(hertz => (new GoertzelDetector(hertz * Factor, Window), new List<float>()))];
    private readonly float[] pcm = new float[Window];

    /// <summary>Windows of 100 ms measured.</summary>
    public int Windows => heard[0].Levels.Count;

    /// <summary>
    /// The level of each tone, dBFS: that which it reaches in a quarter of the windows. Those in which a jitter buffer catches up after
    /// a pause of the machine have less of it.
    /// </summary>
    public IReadOnlyList<float> Levels => [.. heard.Select(tone => tone.Levels.Order().ElementAt(tone.Levels.Count * 3 / 4))];

    /// <summary>Takes a packet's sound.</summary>
    public void Hear(ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<float> expansion = G711.Expansion(AudioCodec.Pcma);
        for (int i = 0; i < payload.Length; i++)
        {
            pcm[i] = expansion[payload[i]];
        }

        foreach ((GoertzelDetector detector, List<float> levels) in heard)
        {
            int before = detector.Windows;
            detector.Add(pcm.AsSpan(0, payload.Length));
            if (detector.Windows != before)
            {
                levels.Add(detector.LevelDbfs);
            }
        }
    }
}
