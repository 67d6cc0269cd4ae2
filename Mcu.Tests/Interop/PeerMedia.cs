using SkiaSharp;

namespace Mcu.Tests.Interop;

/// <summary>What a room shows and sounds.</summary>
/// <param name="Left">The color of its picture's left half.</param>
/// <param name="Right">The color of its right half.</param>
/// <param name="Hertz">Its tone.</param>
internal sealed record RoomContent(SKColor Left, SKColor Right, int Hertz);

/// <summary>What rooms send: a picture of two colors with something that moves, and one tone. Made once a run, by ffmpeg.</summary>
internal sealed class PeerMedia : IDisposable
{
    // Longer than a room lives (Baresip): it hangs up when its tone ends, and freezes when its picture does.
    private const string Seconds = "150";

    public string Folder { get; } = Directory.CreateTempSubdirectory("mcu-media-").FullName;

    /// <summary>A silent H.264 file: baresip's file source cannot bear a sound track.</summary>
    public string Picture(RoomContent content)
    {
        string file = Path.Combine(Folder, $"{content.Hertz}.mp4");
        if (!File.Exists(file))
        {
            string loop = Path.Combine(Folder, $"{content.Hertz}-loop.mp4");
            Tools.Run(
                "/usr/bin/ffmpeg", "-v", "error", "-f", "lavfi", "-i", Half(content.Left), "-f", "lavfi", "-i", Half(content.Right),
                "-f", "lavfi", "-i", "testsrc2=s=64x36:r=25", "-filter_complex", "[0][1]hstack[both];[both][2]overlay=x=288:y=8",
                "-t", "10", "-c:v", "libx264", "-profile:v", "baseline", "-preset", "ultrafast", "-g", "50", "-pix_fmt", "yuv420p", "-an", loop);
            Tools.Run("/usr/bin/ffmpeg", "-v", "error", "-stream_loop", "-1", "-i", loop, "-t", Seconds, "-c", "copy", file);
        }

        return file;
    }

    /// <summary>A tone, 48 kHz stereo.</summary>
    public string Tone(int hertz)
    {
        string file = Path.Combine(Folder, $"{hertz}.wav");
        if (!File.Exists(file))
        {
            Tools.Run("/usr/bin/ffmpeg", "-v", "error", "-f", "lavfi", "-i", $"sine={hertz}:r=48000", "-ac", "2", "-t", Seconds, file);
        }

        return file;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Half(SKColor color) => $"color=c=0x{color.Red:X2}{color.Green:X2}{color.Blue:X2}:s=320x360:r=25";
}
