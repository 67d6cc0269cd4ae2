using Mcu.Node.Calls;

namespace Mcu.Node.Texts;

/// <summary>Why a call or a conference ended, for people: from the API's words and from SIP's statuses.</summary>
public static class ReasonTexts
{
    public static Text HungUp { get; } = new("điểm cầu gác máy", "hung up");

    public static Text Dropped { get; } = new("bị ngắt từ MCU", "dropped by an operator");

    public static Text Canceled { get; } = new("cuộc gọi đã bị hủy", "call canceled");

    public static Text CalledIn { get; } = new("điểm cầu tự gọi vào", "it called in itself");

    public static Text NoMedia { get; } = new("không còn tín hiệu từ điểm cầu", "no media from the room");

    public static Text NoCommonCodec { get; } = new("không có chuẩn nén chung", "no common codec");

    public static Text CodecFailed { get; } = new("bộ nén bị lỗi", "a codec failed");

    public static Text NotAdmitted { get; } = new("cuộc họp không nhận thêm", "the conference admits no more");

    public static Text NoPorts { get; } = new("MCU hết cổng media", "no media port is free");

    public static Text NotAcknowledged { get; } = new("điểm cầu không xác nhận cuộc gọi", "the answer was never acknowledged");

    public static Text SessionExpired { get; } = new("hết hạn phiên SIP", "the session timer ran out");

    public static Text DialogLost { get; } = new("thiết bị không còn giữ cuộc gọi", "the endpoint lost the call");

    public static Text TakenOver { get; } = new("MCU khác đã tiếp quản", "another MCU has taken over");

    public static Text TakeoverFailed { get; } = new("không tiếp quản được cuộc gọi", "its call could not be taken over");

    public static Text HandedBack { get; } = new("đã trả về MCU của huyện", "handed back to its own MCU");

    public static Text EndedByOperator { get; } = new("người điều hành kết thúc", "ended by an operator");

    public static Text TimeOver { get; } = new("hết giờ", "its time is over");

    public static Text NodeStopping { get; } = new("MCU đang dừng", "the MCU is stopping");

    public static Text Busy { get; } = new("máy bận ({status})", "busy ({status})");

    public static Text NoAnswer { get; } = new("không trả lời ({status})", "no answer ({status})");

    public static Text Unknown { get; } = new("không có địa chỉ này ({status})", "no such address ({status})");

    public static Text Declined { get; } = new("từ chối cuộc gọi ({status})", "declined ({status})");

    public static Text NotAcceptable { get; } = new("không có chuẩn nén chung ({status})", "no common codec ({status})");

    public static Text Unavailable { get; } = new("không liên lạc được ({status})", "cannot be reached ({status})");

    public static Text Other { get; } = new("SIP {status} {phrase}", "SIP {status} {phrase}");

    public static Text DiskFull { get; } = new("đầy đĩa", "the disk is full");

    public static Text WriteFailed { get; } = new("không ghi được tệp", "the file could not be written");

    public static Text Refused { get; } = new("dữ liệu không ghi được", "the data could not be recorded");

    /// <summary>The text of a reason as the API gives it: a word, or <c>486 Busy Here</c>. A word of a newer node stands for itself.</summary>
    public static string Of(string reason, Language language) => CallReasons.TryGetStatus(reason, out int status, out string phrase)
        ? OfStatus(status).In(language, ("status", status), ("phrase", phrase))
        : OfWord(reason)?.In(language) ?? reason;

    /// <summary>The text of a word; null for one that is not known here.</summary>
    public static Text? OfWord(string word) => word switch
    {
        CallReasons.HungUp => HungUp,
        CallReasons.Dropped => Dropped,
        CallReasons.Canceled => Canceled,
        CallReasons.CalledIn => CalledIn,
        CallReasons.NoMedia => NoMedia,
        CallReasons.NoCommonCodec => NoCommonCodec,
        CallReasons.CodecFailed => CodecFailed,
        CallReasons.NotAdmitted => NotAdmitted,
        CallReasons.NoPorts => NoPorts,
        CallReasons.NotAcknowledged => NotAcknowledged,
        CallReasons.SessionExpired => SessionExpired,
        CallReasons.DialogLost => DialogLost,
        CallReasons.TakenOver => TakenOver,
        CallReasons.TakeoverFailed => TakeoverFailed,
        CallReasons.HandedBack => HandedBack,
        CallReasons.EndedByOperator => EndedByOperator,
        CallReasons.TimeOver => TimeOver,
        CallReasons.NodeStopping => NodeStopping,
        "disk_full" => DiskFull,
        "write_failed" => WriteFailed,
        "refused" => Refused,
        _ => null,
    };

    // RFC 3261 §21.
    private static Text OfStatus(int status) => status switch
    {
        486 or 600 => Busy,
        408 or 480 => NoAnswer,
        404 or 410 or 484 or 604 => Unknown,
        403 or 603 => Declined,
        488 or 606 => NotAcceptable,
        502 or 503 or 504 => Unavailable,
        _ => Other,
    };
}
