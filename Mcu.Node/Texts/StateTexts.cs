using Mcu.V1;

namespace Mcu.Node.Texts;

/// <summary>Words for states.</summary>
public static class StateTexts
{
    public static Text Waiting { get; } = new("đang chờ", "waiting");

    public static Text Running { get; } = new("đang họp", "running");

    public static Text Ended { get; } = new("đã kết thúc", "ended");

    public static Text Expected { get; } = new("chưa vào", "expected");

    public static Text Calling { get; } = new("đang gọi", "calling");

    public static Text Ringing { get; } = new("đang đổ chuông", "ringing");

    public static Text Connected { get; } = new("kết nối", "connected");

    public static Text OnHold { get; } = new("tạm giữ", "on hold");

    public static Text SignalLost { get; } = new("mất tín hiệu", "signal lost");

    public static Text Disconnected { get; } = new("đã rời", "left");

    public static Text Unknown { get; } = new("không rõ", "unknown");

    public static Text LinkConnecting { get; } = new("đang nối", "connecting");

    public static Text LinkUp { get; } = new("nối", "up");

    public static Text LinkSuspect { get; } = new("nghi mất", "suspect");

    public static Text LinkDown { get; } = new("mất nối", "down");

    public static Text LinkRefused { get; } = new("bị từ chối", "refused");

    /// <summary>The word for a link's state.</summary>
    public static Text Of(LinkState state) => state switch
    {
        LinkState.Connecting => LinkConnecting,
        LinkState.Up => LinkUp,
        LinkState.Suspect => LinkSuspect,
        LinkState.Down => LinkDown,
        LinkState.Refused => LinkRefused,
        _ => Unknown,
    };

    /// <summary>The word for a conference's state.</summary>
    public static Text Of(ConferenceState state) => state switch
    {
        ConferenceState.Waiting => Waiting,
        ConferenceState.Running => Running,
        ConferenceState.Ended => Ended,
        _ => Unknown,
    };

    /// <summary>The word for a site's state.</summary>
    public static Text Of(SiteState state) => state switch
    {
        SiteState.Expected => Expected,
        SiteState.Calling => Calling,
        SiteState.Ringing => Ringing,
        SiteState.Connected => Connected,
        SiteState.OnHold => OnHold,
        SiteState.SignalLost => SignalLost,
        SiteState.Disconnected => Disconnected,
        _ => Unknown,
    };
}
