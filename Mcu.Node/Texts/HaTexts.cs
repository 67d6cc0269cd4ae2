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

    public static Text OptHistory { get; } = new("Xem kết quả các lần diễn tập trước.", "Shows the results of earlier rehearsals.");

    public static Text DrillAt { get; } = new("Lúc", "At");

    public static Text DrillOf { get; } = new("Diễn tập", "Rehearsal");

    public static Text DrillTier { get; } = new("Cấp", "Tier");

    public static Text DrillPlace { get; } = new("Điểm cầu, đơn vị", "Room, unit");

    public static Text OwnRooms { get; } = new("điểm cầu của MCU này", "own rooms");

    public static Text UnitsBelow { get; } = new("đơn vị cấp dưới", "units below");

    public static Text SoundLost { get; } = new("Mất tiếng (s)", "No sound (s)");

    public static Text PictureLost { get; } = new("Mất hình (s)", "No picture (s)");

    public static Text NotBack { get; } = new("chưa có lại", "not back");

    public static Text NotEnded { get; } = new("chưa xong", "not ended");

    public static Text NoDrills { get; } = new("Chưa diễn tập lần nào: mcu ha drill", "No rehearsal yet: mcu ha drill");

    public static Text NothingToLose { get; } = new("Không có điểm cầu nào đang họp.", "No room was connected.");

    public static Text DrillNotTold { get; } = new(
        "{leader} chưa báo kết quả; xem sau bằng: mcu ha drill --history", "{leader} has not told what was lost; see later: mcu ha drill --history");

    public static Text HowRooms { get; } = new(
        "Điểm cầu: từ lúc MCU trước phải ngừng gửi đến khi tiếng, hình của phòng đến MCU mới.",
        "Rooms: from when the former MCU had to stop until their own sound, picture came to the new one.");

    public static Text HowUnits { get; } = new(
        "Đơn vị: tiếng, hình của cuộc họp vắng bao lâu ở nút của đơn vị. Tất cả ±0,1 giây.",
        "Units: how long the meeting's sound or picture was away at the unit's node. All ±0.1 s.");

    public static Text LastDrill { get; } = new("Diễn tập gần nhất", "Last rehearsal");

    public static Text OptConfirm { get; } = new("Tên nhóm, để xác nhận.", "The group's name, as confirmation.");

    public static Text ArgSecret { get; } = new("Tệp khóa, chưa có.", "The secret's file, which must not exist.");

    public static Text Failed { get; } = new("Lỗi", "Failed");

    public static Text Cause { get; } = new("Vì", "Because");

    public static Text Group { get; } = new("Nhóm", "Group");

    public static Text Role { get; } = new("Vai trò", "Role");

    public static Text Term { get; } = new("Nhiệm kỳ", "Term");

    public static Text Leader { get; } = new("Đang điều khiển", "Leads");

    public static Text Nobody { get; } = new("không máy nào", "nobody");

    public static Text WhyNobody { get; } = new("Vì sao", "Why");

    public static Text NoMajority { get; } = new("không liên lạc được quá nửa nhóm", "no majority of the group can be reached");

    public static Text Behind { get; } = new(
        "máy này thiếu {entries} mục mà {node} đã có: chờ máy có đủ trở lại", "this node lacks {entries} entries that {node} has: it waits for who has them all");

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
        "{node} điều khiển một mình. Sửa xong, bật các máy kia lên rồi gõ: mcu ha undrain.",
        "{node} leads alone. When the others are repaired, start them, then: mcu ha undrain.");

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
