using Google.Protobuf.WellKnownTypes;
using Mcu.Node.Control;

namespace Mcu.Node.Api;

/// <summary>Sites and their media, from the control loop's records to the wire.</summary>
internal static class SiteMapping
{
    public static V1.Site ToProto(this SiteInfo site) => new()
    {
        Id = site.Id,
        Name = site.Name,
        Uri = site.Uri ?? "",
        State = site.State.ToProto(),
        Direction = site.Direction switch
        {
            SiteDirection.DialedIn => V1.SiteDirection.DialedIn,
            SiteDirection.DialedOut => V1.SiteDirection.DialedOut,
            _ => V1.SiteDirection.Unspecified,
        },
        Muted = site.Muted,
        SelfMuted = site.SelfMuted,
        GainDb = site.GainDb,
        OnFloor = site.OnFloor,
        Speaking = site.Speaking,
        ConnectedAt = site.ConnectedAt?.ToTimestamp(),
        AudioIn = site.AudioIn?.ToProto(),
        AudioOut = site.AudioOut?.ToProto(),
        VideoIn = site.VideoIn?.ToProto(),
        VideoOut = site.VideoOut?.ToProto(),
        RttMs = site.RttMs ?? -1,
        LevelDbfs = site.LevelDbfs,
        Reason = site.Reason ?? "",
        Chair = site.Chair,
    };

    public static V1.SiteState ToProto(this SiteState state) => state switch
    {
        SiteState.Expected => V1.SiteState.Expected,
        SiteState.Calling => V1.SiteState.Calling,
        SiteState.Ringing => V1.SiteState.Ringing,
        SiteState.Connected => V1.SiteState.Connected,
        SiteState.OnHold => V1.SiteState.OnHold,
        SiteState.SignalLost => V1.SiteState.SignalLost,
        _ => V1.SiteState.Disconnected,
    };

    private static V1.MediaStream ToProto(this StreamInfo stream) => new()
    {
        Codec = stream.Codec,
        Width = (uint)stream.Width,
        Height = (uint)stream.Height,
        FrameRate = stream.FrameRate,
        BitrateKbps = stream.BitrateKbps,
        LossPercent = stream.LossPercent,
        JitterMs = stream.JitterMs,
    };
}
