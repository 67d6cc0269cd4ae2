namespace Mcu.Tests.Interop;

/// <summary>What rooms send: a picture of one color with something that moves, and one tone. Made once a run, by ffmpeg.</summary>
internal sealed class PeerMedia : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("mcu-media-").FullName;

    /// <summary>A silent H.264 file: baresip's file source cannot bear a sound track.</summary>
    public string Picture(string color)
    {
        string file = Path.Combine(Folder, $"{color}.mp4");
        if (!File.Exists(file))
        {
            Tools.Run(
                "/usr/bin/ffmpeg", "-v", "error", "-f", "lavfi", "-i", $"color=c={color}:s=640x360:r=25", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=25",
                "-filter_complex", "overlay=x=288:y=8", "-t", "30", "-c:v", "libx264", "-profile:v", "baseline", "-preset", "ultrafast",
                "-g", "50", "-pix_fmt", "yuv420p", "-an", file);
        }

        return file;
    }

    /// <summary>A tone, 48 kHz stereo.</summary>
    public string Tone(int hertz)
    {
        string file = Path.Combine(Folder, $"{hertz}.wav");
        if (!File.Exists(file))
        {
            Tools.Run("/usr/bin/ffmpeg", "-v", "error", "-f", "lavfi", "-i", $"sine={hertz}:r=48000", "-ac", "2", "-t", "30", file);
        }

        return file;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
