using System.Globalization;
using System.Text.Json;
using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Packetizing;
using Mcu.Core.Srtp;
using Mcu.Node.Simulate;
using Mcu.Node.Simulate.Pictures;
using Mcu.Tests.Bench.Clips;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>
/// The other end of a <see cref="FleetProcess"/>: simulated rooms in a process of their own, so that their CPU time is
/// not the node's. Obeys lines on its input: call, begin, report, pause, resume; ends with its input.
/// </summary>
internal static class FleetHost
{
    /// <summary>The verb that has this program be a fleet.</summary>
    public const string Verb = "fleet";

    /// <summary>Runs a fleet; the arguments are a <see cref="FleetOrder"/> in JSON and the bench's root.</summary>
    public static async Task<int> RunAsync(string order, string root)
    {
        FleetOrder wanted = JsonSerializer.Deserialize<FleetOrder>(order)!;
        FleetOptions options = await OptionsAsync(wanted);
        PictureClip[]? pictures = wanted.Painted ? null : Pictures(wanted, new BenchContext(root, rounds: null).Clips);
        await using RoomFleet fleet = await RoomFleet.PrepareAsync(options, new FFmpegCodecFactory(), new RecordingObserver(), pictures);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } command)
        {
            Console.WriteLine(await ObeyAsync(fleet, command));
        }

        return 0;
    }

    private static async Task<FleetOptions> OptionsAsync(FleetOrder wanted)
    {
        FleetTarget[] targets = await Task.WhenAll(wanted.Target.Split(' ').Select(target => FleetTarget.ResolveAsync(target, CancellationToken.None)));
        return new FleetOptions
        {
            Targets = targets,
            Sites = wanted.Sites,
            Watchers = wanted.Watchers,
            Width = wanted.Height * 16 / 9,
            Height = wanted.Height,
            FramesPerSecond = wanted.FramesPerSecond,
            AudioCodecs = [wanted.Sound],
            Stagger = TimeSpan.FromMilliseconds(wanted.StaggerMs),
            Receive = wanted.Receive,
            Srtp = wanted.Srtp,
            BitsPerSecond = wanted.Height > 200 ? 600_000 : 250_000,
            MediaPorts = new((ushort)wanted.FirstPort, (ushort)(wanted.FirstPort + (4 * (wanted.Sites + wanted.Watchers)) + 99)),
        };
    }

    private static PictureClip[] Pictures(FleetOrder wanted, ClipStore clips)
    {
        ClipSize size = wanted.Height > 200 ? ClipSize.P360 : ClipSize.P180;
        return [.. Enumerable.Range(0, Math.Max(1, wanted.Sites)).Select(room => Cut(clips.Get(room, size)))];
    }

    private static PictureClip Cut(RoomClip clip)
    {
        var cut = new PictureClip(VideoCodec.H264, ClipStore.FramesPerSecond);
        var packetizer = new H264Packetizer(packetizationMode: 1);
        var packets = new PacketizedPicture();
        for (int at = 0; at < clip.Units.Count; at++)
        {
            packetizer.Packetize(clip.Units[at], at == 0, packets);
            cut.Add(packets);
        }

        return cut;
    }

    private static async Task<string> ObeyAsync(RoomFleet fleet, string command)
    {
        switch (command)
        {
            case "call":
                await fleet.CallAllAsync();
                break;
            case "begin":
                fleet.BeginMeasuring();
                break;
            case "pause" or "resume":
                foreach (SimulatedRoom room in fleet.Rooms)
                {
                    room.IsPaused = command is "pause";
                }

                break;
            case "report":
                return JsonSerializer.Serialize(fleet.Report().Rooms.Select(FleetRoom.Of));
            default:
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"no command '{command}'"), nameof(command));
        }

        return "done";
    }
}

/// <summary>What a fleet is to be.</summary>
/// <param name="Target">The SIP URI that rooms call, or several with blanks between them, which share the rooms.</param>
/// <param name="Sites">Rooms that send and receive.</param>
/// <param name="FirstPort">Its first port for media.</param>
internal sealed record FleetOrder(string Target, int Sites, int FirstPort)
{
    /// <summary>Rooms that only watch and listen.</summary>
    public int Watchers { get; init; }

    /// <summary>What rooms' sound is coded with.</summary>
    public AudioCodec Sound { get; init; } = AudioCodec.Opus;

    /// <summary>Rows of rooms' pictures: 360 or 180.</summary>
    public int Height { get; init; } = 360;

    /// <summary>Pictures a second that rooms send; clips have 25.</summary>
    public int FramesPerSecond { get; init; } = 25;

    /// <summary>Pictures with a readable code instead of clips: for latency.</summary>
    public bool Painted { get; init; }

    /// <summary>Which rooms decode.</summary>
    public ReceiveMode Receive { get; init; } = ReceiveMode.None;

    /// <summary>Whether rooms encrypt.</summary>
    public SrtpPolicy Srtp { get; init; } = SrtpPolicy.Off;

    /// <summary>Time from one call to the next.</summary>
    public int StaggerMs { get; init; } = 60;
}

/// <summary>What one room measured; times in ms, NaN-free: null where there is none.</summary>
internal sealed record FleetRoom(
    RoomState State,
    double? AnsweredMs,
    double? FirstPictureMs,
    double FramesPerSecond,
    int Freezes,
    double LossPercent,
    double? LatencyMs,
    double? LatencyP99Ms,
    double? PacketLatencyMs,
    double? PacketLatencyP99Ms)
{
    /// <summary>Takes what counts here out of a room's report.</summary>
    public static FleetRoom Of(RoomReport room) => new(
        room.State,
        room.Answered?.TotalMilliseconds,
        room.FirstPicture?.TotalMilliseconds,
        room.FramesPerSecond ?? 0,
        room.Freezes,
        room.VideoLossPercent,
        room.Latency?.TotalMilliseconds,
        room.LatencyP99?.TotalMilliseconds,
        room.PacketLatency?.TotalMilliseconds,
        room.PacketLatencyP99?.TotalMilliseconds);
}
