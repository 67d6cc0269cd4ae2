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
        Unit = site.Unit,
        Problem = SiteProblem.Of(site) ?? "",
        SrtpSuite = site.Srtp ?? "",
        HasSlides = site.HasSlides,
        Presenting = site.Presenting,
        SlidesIn = site.SlidesIn?.ToProto(),
        SlidesOut = site.SlidesOut?.ToProto(),
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

    /// <summary>A site that another node reports.</summary>
    public static SiteInfo ToInfo(this V1.Site site) => new(site.Id, site.Name, site.Uri.Length == 0 ? null : site.Uri, site.State.ToInfo())
    {
        Direction = site.Direction switch
        {
            V1.SiteDirection.DialedIn => SiteDirection.DialedIn,
            V1.SiteDirection.DialedOut => SiteDirection.DialedOut,
            _ => SiteDirection.Unknown,
        },
        Muted = site.Muted,
        SelfMuted = site.SelfMuted,
        GainDb = site.GainDb,
        OnFloor = site.OnFloor,
        Speaking = site.Speaking,
        ConnectedAt = site.ConnectedAt?.ToDateTimeOffset(),
        AudioIn = site.AudioIn?.ToInfo(),
        AudioOut = site.AudioOut?.ToInfo(),
        VideoIn = site.VideoIn?.ToInfo(),
        VideoOut = site.VideoOut?.ToInfo(),
        RttMs = site.RttMs < 0 ? null : site.RttMs,
        LevelDbfs = site.LevelDbfs,
        Reason = site.Reason.Length == 0 ? null : site.Reason,
        Chair = site.Chair,
        Srtp = site.SrtpSuite.Length == 0 ? null : site.SrtpSuite,
        HasSlides = site.HasSlides,
        Presenting = site.Presenting,
        SlidesIn = site.SlidesIn?.ToInfo(),
        SlidesOut = site.SlidesOut?.ToInfo(),
    };

    private static SiteState ToInfo(this V1.SiteState state) => state switch
    {
        V1.SiteState.Expected => SiteState.Expected,
        V1.SiteState.Calling => SiteState.Calling,
        V1.SiteState.Ringing => SiteState.Ringing,
        V1.SiteState.Connected => SiteState.Connected,
        V1.SiteState.OnHold => SiteState.OnHold,
        V1.SiteState.SignalLost => SiteState.SignalLost,
        _ => SiteState.Disconnected,
    };

    private static StreamInfo ToInfo(this V1.MediaStream stream) => new(
        stream.Codec, (int)stream.Width, (int)stream.Height, stream.FrameRate, stream.BitrateKbps, stream.LossPercent, stream.JitterMs);

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
