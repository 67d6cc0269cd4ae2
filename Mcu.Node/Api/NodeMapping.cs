using Google.Protobuf.WellKnownTypes;
using Mcu.Node.Control;

namespace Mcu.Node.Api;

/// <summary>The node's status, from the control loop's record to the wire.</summary>
internal static class NodeMapping
{
    public static V1.NodeInfo ToProto(this NodeStatus status)
    {
        var info = new V1.NodeInfo
        {
            Id = status.Id,
            Name = status.Name,
            Version = status.Version,
            StartedAt = status.StartedAt.ToTimestamp(),
            Uptime = status.Uptime.ToDuration(),
            CpuPercent = status.CpuPercent,
            Cores = (uint)status.Cores,
            MemoryBytes = (ulong)status.MemoryBytes,
            FfmpegVersion = status.FFmpegVersion,
            LibavcodecVersion = status.CodecVersion,
            Conferences = (uint)status.Conferences,
            ConnectedSites = (uint)status.ConnectedSites,
            DataFolder = status.DataFolder,
            DataFreeBytes = (ulong)status.DataFreeBytes,
        };
        info.Listeners.Add(status.Listeners.Select(listener => new V1.Listener
        {
            Kind = KindOf(listener.Kind),
            Address = listener.Address,
        }));
        info.Loops.Add(status.Loops.Select(loop => new V1.LoopLateness
        {
            Name = loop.Name,
            P50Ms = loop.P50Ms,
            P99Ms = loop.P99Ms,
            MaxMs = loop.MaxMs,
        }));
        return info;
    }

    private static V1.ListenerKind KindOf(ListenerKind kind) => kind switch
    {
        ListenerKind.Grpc => V1.ListenerKind.Grpc,
        ListenerKind.SipUdp => V1.ListenerKind.SipUdp,
        ListenerKind.SipTcp => V1.ListenerKind.SipTcp,
        _ => V1.ListenerKind.Media,
    };
}
