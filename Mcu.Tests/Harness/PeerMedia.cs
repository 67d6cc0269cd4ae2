using System.Runtime.InteropServices;
using Mcu.Core.Mixing;

namespace Mcu.Tests.Harness;

/// <summary>
/// What rooms send: a picture of one color with something small that moves, and one tone spoken in syllables. Made when
/// first asked for, kept for the whole run.
/// </summary>
internal static class PeerMedia
{
    private const int Seconds = 60;
    private static readonly Lock Gate = new();
    private static readonly Lazy<string> Folder = new(NewFolder);

    /// <summary>A silent H.264 file, 320x180 at 15 fps: baresip's file source cannot bear a sound track.</summary>
    public static string Picture(string color) => Made($"{color}.mp4", file => Tools.Run(
        "ffmpeg", "-v", "error", "-f", "lavfi", "-i", $"color=c={color}:s=320x180:r=15", "-f", "lavfi", "-i", "testsrc2=s=32x18:r=15",
        "-filter_complex", "overlay=x=144:y=4", "-t", "20", "-c:v", "libx264", "-profile:v", "baseline", "-preset", "ultrafast",
        "-g", "30", "-pix_fmt", "yuv420p", "-an", file));

    /// <summary>A tone for baresip: a wave file, 16 bit, 48 kHz, stereo. It must outlast the test: at its end baresip falls silent.</summary>
    public static string Wave(int hertz) => Made($"{hertz}.wav", file => File.WriteAllBytes(file, StereoWave(Spoken(hertz))));

    private static short[] Spoken(int hertz)
    {
        float[] pcm = new float[AudioFrame.SampleRate * Seconds];
        new ToneGenerator(hertz).Fill(pcm);
        return Array.ConvertAll(pcm, sample => (short)(sample * short.MaxValue));
    }

    private static byte[] StereoWave(short[] samples)
    {
        const int bytesPerSample = 4;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        int length = samples.Length * bytesPerSample;
        writer.Write("RIFF"u8);
        writer.Write(36 + length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1); // PCM
        writer.Write((short)2);
        writer.Write(AudioFrame.SampleRate);
        writer.Write(AudioFrame.SampleRate * bytesPerSample);
        writer.Write((short)bytesPerSample);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(length);
        short[] both = [.. samples.SelectMany(sample => new[] { sample, sample })];
        writer.Write(MemoryMarshal.AsBytes(both.AsSpan()));
        return stream.ToArray();
    }

    private static string Made(string name, Action<string> make)
    {
        lock (Gate)
        {
            string file = Path.Combine(Folder.Value, name);
            if (!File.Exists(file))
            {
                make(file);
            }

            return file;
        }
    }

    private static string NewFolder()
    {
        string folder = Directory.CreateTempSubdirectory("mcu-media-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
