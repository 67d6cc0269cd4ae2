using System.Globalization;
using Mcu.Tests.Bench.Measuring;

namespace Mcu.Tests.Bench.Clips;

/// <summary>
/// Pictures as rooms send them: 25 fps, H.264 constrained baseline without B pictures, encoded beforehand. Made from real
/// camera clips where there are some, else from FFmpeg's test sources with noise; kept between runs.
/// </summary>
public sealed class ClipStore
{
    /// <summary>Pictures per second.</summary>
    public const int FramesPerSecond = 25;

    /// <summary>A clip's length; it begins with an IDR, so it can be looped.</summary>
    public const int Seconds = 16;

    private readonly string folder;
    private readonly string[] cameras;
    private readonly Dictionary<(int Index, ClipSize Size), RoomClip> loaded = [];

    /// <summary>Looks for camera clips.</summary>
    public ClipStore(string folder, string cameraFolder)
    {
        cameras = Directory.Exists(cameraFolder) ? [.. Directory.GetFiles(cameraFolder, "*.mkv").Order(StringComparer.Ordinal)] : [];
        this.folder = Directory.CreateDirectory(Path.Combine(folder, cameras.Length > 0 ? "camera" : "made")).FullName;
    }

    /// <summary>Where the pictures come from, for the report.</summary>
    public string Origin => cameras.Length > 0
        ? $"Pictures: {cameras.Length} real camera clips."
        : "Pictures: made by FFmpeg (testsrc2, moving, with noise); there are no camera clips here.";

    /// <summary>A room's clip; there are 20 different ones.</summary>
    public RoomClip Get(int room, ClipSize size)
    {
        int index = room % (cameras.Length > 0 ? cameras.Length : 20);
        if (!loaded.TryGetValue((index, size), out RoomClip? clip))
        {
            loaded[(index, size)] = clip = RoomClip.Load(Make(index, size));
        }

        return clip;
    }

    private string Make(int index, ClipSize size)
    {
        string name = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{index:00}-{size.Height}p"));
        if (!File.Exists(name + ".mp4"))
        {
            BenchContext.Say($"making {Path.GetFileName(name)}");
            FFmpegTool.Run([.. Source(index), .. Encoding(size), name + ".h264"]);
            string partial = name + ".partial.mp4";
            FFmpegTool.Run("-r", "25", "-f", "h264", "-i", name + ".h264", "-c", "copy", "-bsf:v", "filter_units=remove_types=9", partial);
            File.Move(partial, name + ".mp4", overwrite: true);
        }

        return name;
    }

    private string[] Source(int index) => cameras.Length > 0
        ? ["-stream_loop", "-1", "-i", cameras[index]]
        : ["-f", "lavfi", "-i", string.Create(
            CultureInfo.InvariantCulture,
            $"testsrc2=size=640x480:rate=30,hue=h={index * 18},rotate=a=0.05*sin(t+{index}),noise=alls=6:allf=t+u:all_seed={index}")];

    private static string[] Encoding(ClipSize size) =>
    [
        "-t", Seconds.ToString(CultureInfo.InvariantCulture), "-an",
        "-vf", $"fps=25,crop=640:360,scale={size.Width}:{size.Height}:flags=lanczos,format=yuv420p,setsar=1",
        "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-profile:v", "baseline", "-threads", "1",
        "-b:v", size.BitRate, "-maxrate", size.BitRate, "-bufsize", size.BitRate, "-g", "400", "-keyint_min", "400", "-sc_threshold", "0",
        "-x264-params", "aud=1", "-f", "h264",
    ];
}

/// <summary>What a room's camera sends.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="BitRate">As FFmpeg writes it.</param>
public sealed record ClipSize(int Width, int Height, string BitRate)
{
    /// <summary>What the figures are for.</summary>
    public static readonly ClipSize P360 = new(640, 360, "600k");

    /// <summary>A quarter of it: what is enough for a small tile.</summary>
    public static readonly ClipSize P180 = new(320, 180, "250k");
}
