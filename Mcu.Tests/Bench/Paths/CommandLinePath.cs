using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Mcu.Tests.Bench.Clips;
using Mcu.Tests.Bench.Measuring;

namespace Mcu.Tests.Bench.Paths;

/// <summary>
/// The baseline: one <c>ffmpeg</c> command that decodes the rooms' clips, scales each into its tile, stacks the tiles
/// and encodes the picture as we do. It has no network, no sound, no captions, and need not run in real time.
/// </summary>
public sealed partial class CommandLinePath
{
    /// <summary>How it was run, for the report.</summary>
    public const string Settings =
        "Baseline: one ffmpeg command, one thread for each decoder, for the filters and for the encoder; scale with flags=area "
        + "(what our kernels compute), xstack, libx264 superfast baseline zerolatency 1.5 Mbit/s with our rate buffer. CPU time "
        + "(user + system) by -benchmark per second of media; its start, the first 2 s of media, is subtracted.";

    private const int StartSeconds = 2;
    private readonly IReadOnlyList<RoomClip> rooms;
    private readonly bool inRealTime;
    private readonly double start;

    /// <summary>Measures its start.</summary>
    /// <param name="rooms">What it decodes.</param>
    /// <param name="inRealTime">It reads its input at the pace of the rooms (<c>-re</c>), and sleeps in between, as a node does.</param>
    public CommandLinePath(IReadOnlyList<RoomClip> rooms, bool inRealTime = false)
    {
        this.rooms = rooms;
        this.inRealTime = inRealTime;
        start = new[] { Run(StartSeconds), Run(StartSeconds), Run(StartSeconds) }.Order().ElementAt(1);
    }

    /// <summary>CPU-milliseconds per second of media, over so many seconds.</summary>
    public double Measure(int seconds) => (Run(seconds + StartSeconds) - start) / seconds;

    private double Run(int seconds)
    {
        string duration = seconds.ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> inputs = rooms.SelectMany(room => (string[])["-threads", "1", .. inRealTime ? ["-re"] : Array.Empty<string>(), "-stream_loop", "-1", "-i", room.File]);
        (_, string log) = FFmpegTool.Run(
        [
            "-benchmark", .. inputs, "-filter_complex_threads", "1", "-filter_threads", "1", "-filter_complex", Graph(), "-map", "[out]",
            "-t", duration, "-r", "25", "-c:v", "libx264", "-preset", "superfast", "-tune", "zerolatency", "-profile:v", "baseline",
            "-threads", "1", "-b:v", "1500k", "-maxrate", "1500k", "-minrate", "1500k", "-bufsize", "60k", "-g", "250", "-sc_threshold", "0",
            "-f", "null", "-",
        ]);
        Match times = Benchmark().Match(log);
        return 1000 * (Seconds(times.Groups["user"]) + Seconds(times.Groups["system"]));
    }

    private string Graph()
    {
        int side = (int)Math.Ceiling(Math.Sqrt(rooms.Count));
        int width = 1280 / side / 2 * 2;
        int height = 720 / side / 2 * 2;
        if (side == 1)
        {
            return "[0:v]scale=1280:720:flags=area[out]";
        }

        var graph = new StringBuilder();
        for (int at = 0; at < rooms.Count; at++)
        {
            graph.Append(CultureInfo.InvariantCulture, $"[{at}:v]scale={width}:{height}:flags=area[t{at}];");
        }

        string tiles = string.Concat(Enumerable.Range(0, rooms.Count).Select(at => $"[t{at}]"));
        string places = string.Join('|', Enumerable.Range(0, rooms.Count).Select(at => $"{at % side * width}_{at / side * height}"));
        return graph.Append(CultureInfo.InvariantCulture, $"{tiles}xstack=inputs={rooms.Count}:layout={places}:fill=black,pad=1280:720[out]").ToString();
    }

    private static double Seconds(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"bench: utime=(?<user>[\d.]+)s stime=(?<system>[\d.]+)s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Benchmark();
}
