using Mcu.V1;

namespace Mcu.Node.Texts;

/// <summary>What is said of a group with a standby.</summary>
public static class FailoverTexts
{
    public static Text BadSecret { get; } = new(
        "{file}: khóa bí mật của nhóm phải là 64 chữ số hệ 16. Tạo một lần bằng mcu pki secret, chép sang máy kia.",
        "{file}: a group's secret is 64 hexadecimal digits. Make it once with mcu pki secret, and copy it to the other MCU.");

    public static Text NoSecret { get; } = new(
        "{file}: không đọc được khóa bí mật của nhóm ({cause}). Tạo một lần bằng mcu pki secret, chép sang máy kia.",
        "{file}: the group's secret cannot be read ({cause}). Make it once with mcu pki secret, and copy it to the other MCU.");

    public static Text SecretMade { get; } = new(
        "Đã tạo khóa bí mật của nhóm: {file}. Chép tới cả hai MCU, khai ở ha.secret.",
        "The group's secret is made: {file}. Copy it to both MCUs, and name it in ha.secret.");

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

    public static Text Unknown { get; } = new("?", "?");

    public static Text History { get; } = new("Các lần đổi vai trò", "Changes of role");

    public static Text Steps { get; } = new("Lần nhận điều khiển gần nhất", "The last take-over");

    public static Text Switched { get; } = new(
        "{leader} đang điều khiển thay {former}, sau {ms} ms (nhiệm kỳ {term}).", "{leader} leads instead of {former}, after {ms} ms (term {term}).");

    public static Text Drilled { get; } = new(
        "Diễn tập xong: {former} → {leader} trong {ms} ms. {lost}", "The drill is done: {former} → {leader} in {ms} ms. {lost}");

    public static Text Drained { get; } = new(
        "Đã rút {node} khỏi nhóm để bảo trì: máy đang điều khiển không cần chờ nó nữa. Xong thì: mcu ha undrain.",
        "{node} is out of the group for maintenance: the one that leads does not wait for it any more. Afterwards: mcu ha undrain.");

    public static Text Undrained { get; } = new("{node} đã trở lại nhóm.", "{node} is back in the group.");

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
