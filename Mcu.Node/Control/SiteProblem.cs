namespace Mcu.Node.Control;

/// <summary>What is wrong with a site, in one word of the API; what <c>mcu watch --problem</c> looks for.</summary>
public static class SiteProblem
{
    private const double LossPercent = 2; // beyond it, concealment is heard and pictures need repairs
    private const double FramesPerSecond = 10;
    private const double RoundTripMs = 400; // ITU-T G.114: a conversation suffers beyond 200 ms one way

    private static readonly string[] WantedEnds = ["hung_up", "dropped", "canceled", "called_in", "ended_by_operator", "time_over", "node_stopping"];

    /// <summary><c>signal_lost</c>, <c>disconnected</c>, <c>loss</c>, <c>slow_picture</c>, <c>delay</c>; null: nothing.</summary>
    public static string? Of(SiteInfo site) => site.State switch
    {
        SiteState.SignalLost => "signal_lost",
        SiteState.Disconnected => site.Reason is { } reason && !WantedEnds.Contains(reason) ? "disconnected" : null,
        SiteState.Connected => OfMedia(site),
        _ => null,
    };

    private static string? OfMedia(SiteInfo site) => site switch
    {
        _ when Math.Max(site.AudioIn?.LossPercent ?? 0, site.VideoIn?.LossPercent ?? 0) >= LossPercent => "loss",
        { VideoIn: { FrameRate: < FramesPerSecond, BitrateKbps: > 0 } } => "slow_picture",
        { RttMs: > RoundTripMs } => "delay",
        _ => null,
    };
}
