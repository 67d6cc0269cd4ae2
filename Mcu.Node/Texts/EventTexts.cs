using Mcu.V1;

namespace Mcu.Node.Texts;

/// <summary>What happened, in a sentence. Placeholders are <c>site</c>, <c>conference</c> and the event's details, put in words.</summary>
public static class EventTexts
{
    public static Text ConferenceCreated { get; } = new("Mở cuộc họp {conference}, số {number}", "Conference {conference} opened, number {number}");

    public static Text ConferenceEnded { get; } = new("Cuộc họp {conference} kết thúc: {reason}", "Conference {conference} ended: {reason}");

    public static Text ConferenceChanged { get; } = new("Cuộc họp {conference} thay đổi", "Conference {conference} changed");

    public static Text LayoutChanged { get; } = new("Bố cục {to}, trước đó {from}", "Layout {to}, before {from}");

    public static Text ChairAppointed { get; } = new("{site} làm chủ tọa", "{site} is the chair");

    public static Text Focused { get; } = new("Xem lớn {site}", "{site} is shown large");

    public static Text FocusCleared { get; } = new("Thôi xem lớn {from}", "{from} is no longer shown large");

    public static Text Locked { get; } = new("Cuộc họp {conference} đã khóa", "Conference {conference} is locked");

    public static Text MessageShown { get; } = new("Thông báo trên hình: {to}", "Message on the pictures: {to}");

    public static Text MessageCleared { get; } = new("Đã bỏ thông báo trên hình", "The message is off the pictures");

    public static Text Unlocked { get; } = new("Cuộc họp {conference} đã mở khóa", "Conference {conference} is unlocked");

    public static Text EndMoved { get; } = new("Cuộc họp {conference} kéo dài đến {to}", "Conference {conference} goes on until {to}");

    public static Text SiteCalling { get; } = new("Đang gọi điểm cầu {site} ({uri})", "Calling site {site} ({uri})");

    public static Text CallFailed { get; } = new("Gọi điểm cầu {site} không được: {reason}", "Site {site} could not be called: {reason}");

    public static Text SiteConnected { get; } = new("Điểm cầu {site} đã vào ({codecs})", "Site {site} connected ({codecs})");

    public static Text SiteDisconnected { get; } = new("Điểm cầu {site} đã rời: {reason}", "Site {site} left: {reason}");

    public static Text SiteSignalLost { get; } = new("Điểm cầu {site} mất tín hiệu", "Signal of site {site} lost");

    public static Text SiteSignalBack { get; } = new("Điểm cầu {site} có tín hiệu trở lại", "Signal of site {site} is back");

    public static Text SiteChanged { get; } = new("Điểm cầu {site} thay đổi", "Site {site} changed");

    public static Text SiteBound { get; } = new("Thêm điểm cầu {site} vào danh sách", "Site {site} is on the list");

    public static Text SiteRinging { get; } = new("Điểm cầu {site} đang đổ chuông", "Site {site} is ringing");

    public static Text SiteHeld { get; } = new("Điểm cầu {site} tạm giữ cuộc gọi", "Site {site} put the call on hold");

    public static Text SiteResumed { get; } = new("Điểm cầu {site} tiếp tục cuộc gọi", "Site {site} is back from hold");

    public static Text Muted { get; } = new("Tắt mic {site}", "{site} was muted");

    public static Text SelfMuted { get; } = new("{site} tự tắt mic", "{site} muted itself");

    public static Text Unmuted { get; } = new("Bật mic {site}", "{site} was unmuted");

    public static Text SelfUnmuted { get; } = new("{site} tự bật mic", "{site} unmuted itself");

    public static Text GainChanged { get; } = new("Âm lượng {site}: {to} dB, trước đó {from} dB", "Gain of {site}: {to} dB, before {from} dB");

    public static Text RequestCanceled { get; } = new("{site} thôi đăng ký phát biểu", "{site} no longer asks for the floor");

    public static Text SpeakerChanged { get; } = new("{site} đang nói", "{site} is speaking");

    public static Text FloorRequested { get; } = new("{site} đăng ký phát biểu", "{site} asks for the floor");

    public static Text FloorGiven { get; } = new("Mời {site} phát biểu", "{site} has the floor");

    public static Text FloorTaken { get; } = new("{site} thôi phát biểu", "{site} released the floor");

    public static Text ContentStarted { get; } = new("{site} trình chiếu", "{site} presents slides");

    public static Text ContentStopped { get; } = new("{site} thôi trình chiếu", "{site} no longer presents slides");

    public static Text RecordingStarted { get; } = new("Bắt đầu ghi hình vào {path}", "Recording to {path}");

    public static Text RecordingStopped { get; } = new("Dừng ghi hình: {path}", "Recording stopped: {path}");

    public static Text RecordingFailed { get; } = new("Ghi hình vào {path} bị lỗi: {error} ({cause})", "Recording to {path} failed: {error} ({cause})");

    public static Text Alarm { get; } = new("Cảnh báo {alarm}: {subject}", "Alarm {alarm}: {subject}");

    public static Text AlarmCleared { get; } = new("Hết cảnh báo {alarm}: {subject}", "Alarm over, {alarm}: {subject}");

    public static Text LinkUp { get; } = new("Đã nối với MCU {node}", "Linked with MCU {node}");

    public static Text LinkDown { get; } = new("Mất nối với MCU {node} ({cause})", "Link with MCU {node} lost ({cause})");

    public static Text HaRoleChanged { get; } = new(
        "MCU chuyển vai trò trong nhóm {group}: {from} → {to} ({cause}, nhiệm kỳ {term})", "Role in the group {group}: {from} → {to} ({cause}, term {term})");

    public static Text HaStep { get; } = new("Nhận điều khiển, bước {step}: {took_ms} ms {detail}", "Take-over, step {step}: {took_ms} ms {detail}");

    public static Text HaOrderEnded { get; } = new("Lệnh {order} của nhóm dự phòng: {outcome}", "The order {order} to the HA group: {outcome}");

    public static Text LinkRefused { get; } = new("Nối với MCU {node} bị từ chối: {cause} {detail}", "Link with MCU {node} refused: {cause} {detail}");

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
        EventKind.ContentStarted => ContentStarted,
        EventKind.ContentStopped => ContentStopped,
        EventKind.RecordingStarted => RecordingStarted,
        EventKind.RecordingStopped => RecordingStopped,
        EventKind.RecordingFailed => RecordingFailed,
        EventKind.Alarm => Alarm,
        EventKind.AlarmCleared => AlarmCleared,
        EventKind.LinkUp => LinkUp,
        EventKind.LinkDown => LinkDown,
        EventKind.LinkRefused => LinkRefused,
        EventKind.HaRoleChanged => HaRoleChanged,
        EventKind.HaStep => HaStep,
        EventKind.HaOrderEnded => HaOrderEnded,
        _ => Other,
    };

    /// <summary>The sentence for a <c>change</c> of a conference or a site; null for one that is not known here.</summary>
    /// <param name="change">The detail <c>change</c>.</param>
    /// <param name="hasSite">Whether the event names a site.</param>
    /// <param name="bySelf">Whether the site did it itself.</param>
    /// <param name="hasValue">Whether there is a new value.</param>
    public static Text? OfChange(string change, bool hasSite, bool bySelf, bool hasValue) => change switch
    {
        "layout" => LayoutChanged,
        "chair" => ChairAppointed,
        "focus" => hasSite ? Focused : FocusCleared,
        "message" => hasValue ? MessageShown : MessageCleared,
        "locked" => Locked,
        "unlocked" => Unlocked,
        "end" => EndMoved,
        "bound" => SiteBound,
        "ringing" => SiteRinging,
        "held" => SiteHeld,
        "resumed" => SiteResumed,
        "muted" => bySelf ? SelfMuted : Muted,
        "unmuted" => bySelf ? SelfUnmuted : Unmuted,
        "gain" => GainChanged,
        "request_canceled" => RequestCanceled,
        _ => null,
    };
}
