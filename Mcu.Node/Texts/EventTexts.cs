using Mcu.V1;

namespace Mcu.Node.Texts;

/// <summary>What happened, in a sentence. Placeholders are <c>site</c>, <c>conference</c> and the event's details.</summary>
public static class EventTexts
{
    public static Text ConferenceCreated { get; } = new("Mở cuộc họp {conference}", "Conference {conference} opened");

    public static Text ConferenceEnded { get; } = new("Cuộc họp {conference} kết thúc", "Conference {conference} ended");

    public static Text ConferenceChanged { get; } = new("Cuộc họp {conference} thay đổi", "Conference {conference} changed");

    public static Text SiteCalling { get; } = new("Đang gọi điểm cầu {site}", "Calling site {site}");

    public static Text SiteConnected { get; } = new("Điểm cầu {site} đã vào", "Site {site} connected");

    public static Text SiteDisconnected { get; } = new("Điểm cầu {site} đã rời", "Site {site} left");

    public static Text SiteSignalLost { get; } = new("Điểm cầu {site} mất tín hiệu", "Signal of site {site} lost");

    public static Text SiteSignalBack { get; } = new("Điểm cầu {site} có tín hiệu trở lại", "Signal of site {site} is back");

    public static Text SiteChanged { get; } = new("Điểm cầu {site} thay đổi", "Site {site} changed");

    public static Text SpeakerChanged { get; } = new("{site} đang nói", "{site} is speaking");

    public static Text FloorRequested { get; } = new("{site} đăng ký phát biểu", "{site} asks for the floor");

    public static Text FloorGiven { get; } = new("Mời {site} phát biểu", "{site} has the floor");

    public static Text FloorTaken { get; } = new("{site} thôi phát biểu", "{site} released the floor");

    public static Text RecordingStarted { get; } = new("Bắt đầu ghi hình", "Recording started");

    public static Text RecordingStopped { get; } = new("Dừng ghi hình", "Recording stopped");

    public static Text RecordingFailed { get; } = new("Ghi hình bị lỗi", "Recording failed");

    public static Text Alarm { get; } = new("Cảnh báo", "Alarm");

    public static Text Other { get; } = new("Sự kiện khác", "Another event");

    /// <summary>The sentence for a kind of event.</summary>
    public static Text Of(EventKind kind) => kind switch
    {
        EventKind.ConferenceCreated => ConferenceCreated,
        EventKind.ConferenceEnded => ConferenceEnded,
        EventKind.ConferenceChanged => ConferenceChanged,
        EventKind.SiteCalling => SiteCalling,
        EventKind.SiteConnected => SiteConnected,
        EventKind.SiteDisconnected => SiteDisconnected,
        EventKind.SiteSignalLost => SiteSignalLost,
        EventKind.SiteSignalBack => SiteSignalBack,
        EventKind.SiteChanged => SiteChanged,
        EventKind.SpeakerChanged => SpeakerChanged,
        EventKind.FloorRequested => FloorRequested,
        EventKind.FloorGiven => FloorGiven,
        EventKind.FloorTaken => FloorTaken,
        EventKind.RecordingStarted => RecordingStarted,
        EventKind.RecordingStopped => RecordingStopped,
        EventKind.RecordingFailed => RecordingFailed,
        EventKind.Alarm => Alarm,
        _ => Other,
    };
}
