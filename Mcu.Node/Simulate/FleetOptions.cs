using System.Net;
using Mcu.Core.Codecs;
using Mcu.Core.Srtp;
using Mcu.Node.Net;

namespace Mcu.Node.Simulate;

/// <summary>What a fleet of simulated rooms is told once.</summary>
public sealed record FleetOptions
{
    /// <summary>Whom rooms call: with several the first rooms call the first, as many the second, and so on.</summary>
    public required IReadOnlyList<FleetTarget> Targets { get; init; }

    /// <summary>Our own address, for SIP and media: the one that the first target is reached from.</summary>
    public IPAddress LocalAddress => Targets[0].LocalAddress;

    /// <summary>Rooms that send and receive.</summary>
    public int Sites { get; init; } = 4;

    /// <summary>Further rooms that only watch and listen.</summary>
    public int Watchers { get; init; }

    /// <summary>Rooms with a second screen: the first ones. The very first presents slides (trình chiếu).</summary>
    public int SecondScreens { get; init; }

    /// <summary>Columns of the pictures that rooms send; even.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Rows of the pictures that rooms send; even.</summary>
    public int Height { get; init; } = 360;

    /// <summary>Pictures per second that rooms send.</summary>
    public int FramesPerSecond { get; init; } = 25;

    /// <summary>Rate of each room's picture, bit/s; 0 for a tenth of a bit per pixel.</summary>
    public int BitsPerSecond { get; init; }

    /// <summary>Codecs of sound: room i has the i-th, in turn.</summary>
    public IReadOnlyList<AudioCodec> AudioCodecs { get; init; } = [AudioCodec.Opus];

    /// <summary>Codec of the pictures.</summary>
    public VideoCodec VideoCodec { get; init; } = VideoCodec.H264;

    /// <summary>Whether rooms encrypt.</summary>
    public SrtpPolicy Srtp { get; init; } = SrtpPolicy.Off;

    /// <summary>A file whose pictures all rooms send; null: each room paints its own.</summary>
    public string? VideoFile { get; init; }

    /// <summary>Time from one call to the next.</summary>
    public TimeSpan Stagger { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Who decodes pictures.</summary>
    public ReceiveMode Receive { get; init; } = ReceiveMode.All;

    /// <summary>Names of the rooms in order; beyond them rooms are numbered.</summary>
    public IReadOnlyList<string> Names { get; init; } = SiteNames.KhanhHoa;

    /// <summary>Settles who speaks when, the tones that mark rooms, and all that is random in content. Fleets that meet have different ones.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Local UDP ports for media: four a room, six with a second screen.</summary>
    public PortRange MediaPorts { get; init; } = new(40000, 48999);

    /// <summary>What a room must reach to pass.</summary>
    public CheckLimits Limits { get; init; } = new();

    /// <summary>Rooms in all.</summary>
    public int Rooms => Sites + Watchers;

    /// <summary>Whom a room calls; watchers, which come last, call all targets in turn.</summary>
    public FleetTarget TargetOf(int room) => room < Sites ? Targets[room * Targets.Count / Sites] : Targets[(room - Sites) % Targets.Count];

    /// <summary>Rate of each room's picture, bit/s.</summary>
    public int PictureBitsPerSecond => BitsPerSecond > 0 ? BitsPerSecond : Math.Max(100_000, Width * Height / 10 * FramesPerSecond);
}
