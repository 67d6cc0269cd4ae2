namespace Mcu.Node.Control;

/// <summary>What a socket of the node is for.</summary>
public enum ListenerKind
{
    Grpc,
    SipUdp,
    SipTcp,
    Media,
}

/// <summary>The node and its load.</summary>
/// <param name="CpuPercent">Of one core, over the last second.</param>
/// <param name="MemoryBytes">Resident.</param>
/// <param name="FFmpegVersion">FFmpeg's release as loaded: 5.1.6-0+deb12u1.</param>
/// <param name="CodecVersion">libavcodec's version as loaded: 59.37.100.</param>
public sealed record NodeStatus(
    string Id,
    string Name,
    string Version,
    DateTimeOffset StartedAt,
    TimeSpan Uptime,
    double CpuPercent,
    int Cores,
    long MemoryBytes,
    string FFmpegVersion,
    string CodecVersion,
    IReadOnlyList<ListenerStatus> Listeners,
    IReadOnlyList<LoopStatus> Loops,
    int Conferences,
    int ConnectedSites,
    string DataFolder,
    long DataFreeBytes);

/// <summary>An open socket: <c>address:port</c>, or <c>address:first-last</c> for media.</summary>
public sealed record ListenerStatus(ListenerKind Kind, string Address);

/// <summary>How late a loop woke up over its last minute, in ms.</summary>
/// <param name="Name">udp, audio, video:conference-id, control, pacer.</param>
public sealed record LoopStatus(string Name, double P50Ms, double P99Ms, double MaxMs);
