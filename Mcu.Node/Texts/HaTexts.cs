using Mcu.V1;

namespace Mcu.Node.Texts;

/// <summary>What is said of a group with a standby.</summary>
public static class HaTexts
{
    public static Text BadSecret { get; } = new(
        "{file}: khóa bí mật của nhóm phải là 64 chữ số hệ 16. Tạo một lần bằng mcu ha secret, chép sang máy kia.",
        "{file}: a group's secret is 64 hexadecimal digits. Make it once with mcu ha secret, and copy it to the other MCU.");

    public static Text NoSecret { get; } = new(
        "{file}: không đọc được khóa bí mật của nhóm ({cause}). Tạo một lần bằng mcu ha secret, chép sang máy kia.",
        "{file}: the group's secret cannot be read ({cause}). Make it once with mcu ha secret, and copy it to the other MCU.");

    public static Text SecretMade { get; } = new(
        "Đã tạo khóa bí mật của nhóm: {file}. Chép tới cả hai MCU, khai ở ha.secret.",
        "The group's secret is made: {file}. Copy it to both MCUs, and name it in ha.secret.");

    public static Text Founded { get; } = new(
        "Nhóm {group}: máy này sẵn sàng lập nhóm mới ({folder}). Chỉ làm một lần ở mỗi máy.",
        "Group {group}: this member is ready for a new group ({folder}). Once only, at each member.");

    public static Text Ha { get; } = new("MCU dự phòng: xem, chuyển máy, diễn tập, bảo trì.", "The standby MCU: see it, change over, rehearse, maintain.");

    public static Text HaStatus { get; } = new(
        "Ai đang điều khiển, nhiệm kỳ, máy dự phòng còn thiếu bao nhiêu, lần chuyển máy gần nhất.", "Who leads, the term, how far the standby lags, the last take-over.");

    public static Text HaSwitchover { get; } = new(
        "Giao cuộc họp cho máy dự phòng theo kế hoạch; từ chối khi nó chưa theo kịp.", "Hands the meetings to the standby, as planned; refused when it lags.");

    public static Text HaDrill { get; } = new(
        "Diễn tập chuyển máy ngoài giờ họp; kết quả được lưu lại.", "A rehearsal of a switchover outside meetings; its result is kept.");

    public static Text HaDrain { get; } = new(
        "Rút một MCU khỏi nhóm để bảo trì: hỏi máy đang điều khiển thì rút máy kia.", "Takes an MCU out for maintenance: asked of the leader, the other one.");

    public static Text HaUndrain { get; } = new("Đưa MCU bảo trì xong trở lại nhóm.", "Takes the MCU back into the group after maintenance.");

    public static Text HaForcePromote { get; } = new(
        "Tự nhận điều khiển khi các máy kia đã hỏng hẳn; cần gõ xác nhận.", "Leads without a vote when the other members are gone for good; needs a typed confirmation.");

    public static Text HaSecret { get; } = new("Tạo khóa bí mật của nhóm, dùng chung cho hai MCU.", "Makes the group's secret, for both MCUs.");

    public static Text HaFound { get; } = new(
        "Khai một lần ở mỗi máy khi lập nhóm mới: ổ đĩa trống không có nghĩa là nhóm mới.", "Once at each member of a new group: an empty disk alone is no new group.");

    public static Text OptInMeeting { get; } = new("Diễn tập cả khi đang họp.", "Rehearse even in a meeting.");

    public static Text OptConfirm { get; } = new("Tên nhóm, để xác nhận.", "The group's name, as confirmation.");

    public static Text ArgSecret { get; } = new("Tệp khóa, chưa có.", "The secret's file, which must not exist.");

    public static Text Failed { get; } = new("Lỗi", "Failed");

    public static Text Cause { get; } = new("Vì", "Because");

    public static Text Group { get; } = new("Nhóm", "Group");

    public static Text Role { get; } = new("Vai trò", "Role");

    public static Text Term { get; } = new("Nhiệm kỳ", "Term");

    public static Text Leader { get; } = new("Đang điều khiển", "Leads");

    public static Text Nobody { get; } = new("không máy nào", "nobody");

    public static Text LastContact { get; } = new("Liên lạc gần nhất", "Last contact");

    public static Text LastProven { get; } = new("Chuyển máy thành công gần nhất", "Last proven switchover");

    public static Text Never { get; } = new("chưa bao giờ — hãy diễn tập: mcu ha drill", "never — rehearse it: mcu ha drill");

    public static Text WitnessFor { get; } = new("Làm chứng cho", "Witness for");

    public static Text NoGroup { get; } = new("Máy này không có máy dự phòng.", "This node has no standby.");

    public static Text Lag { get; } = new("Còn thiếu", "Lag");

    public static Text Reached { get; } = new("Liên lạc", "Reached");

    public static Text Yes { get; } = new("có", "yes");

    public static Text No { get; } = new("không", "no");

    public static Text History { get; } = new("Các lần đổi vai trò", "Changes of role");

    public static Text Steps { get; } = new("Lần nhận điều khiển gần nhất", "The last take-over");

    public static Text Switched { get; } = new(
        "{leader} đang điều khiển thay {former}, sau {ms} ms (nhiệm kỳ {term}).", "{leader} leads instead of {former}, after {ms} ms (term {term}).");

    public static Text Drained { get; } = new(
        "Nhóm {group}: máy bảo trì đã rút ra, máy đang điều khiển không cần chờ nó nữa. Xong thì: mcu ha undrain.",
        "Group {group}: the MCU is out for maintenance, and the one that leads does not wait for it any more. Afterwards: mcu ha undrain.");

    public static Text Undrained { get; } = new("Nhóm {group} lại đủ máy.", "The group {group} is whole again.");

    public static Text Forced { get; } = new(
        "{node} tự nhận điều khiển, không hỏi ai. Tắt hẳn máy kia trước khi nối lại.", "{node} leads by force. Have the other MCU off before it is connected again.");

    /// <summary>The name of a role.</summary>
    public static Text Of(HaRole role) => role switch
    {
        HaRole.Standby => new Text("dự phòng", "standby"),
        HaRole.Promoting => new Text("đang nhận điều khiển", "taking over"),
        HaRole.Active => new Text("đang điều khiển", "active"),
        HaRole.Fenced => new Text("BỊ CÁCH LY", "FENCED"),
        HaRole.Drained => new Text("đang bảo trì", "drained"),
        HaRole.Witness => new Text("làm chứng", "witness"),
        _ => new Text("đang khởi động", "starting"),
    };
}
