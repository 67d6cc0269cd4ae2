using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Demo;

/// <summary>What <c>mcu demo</c> says.</summary>
public static class DemoTexts
{
    public static Text Demo { get; } = new(
        "Trình diễn: MCU của tỉnh, máy dự phòng và hai huyện; chín điểm cầu giả lập vào họp, cắt rồi nối lại một đường truyền, tắt ngang MCU tỉnh; ghi demo.png, demo.mkv.",
        "A demonstration: a province, its standby and two districts, nine simulated rooms, a line cut and healed, the province's MCU killed; writes demo.png and demo.mkv.");

    public static Text OptSeconds { get; } = new(
        "kết thúc sau ngần ấy giây; không có: chạy tới khi bấm Ctrl-C", "end after so many seconds; without it: run until Ctrl-C");

    public static Text ConferenceName { get; } = new("Giao ban tỉnh Khánh Hòa", "Giao ban tỉnh Khánh Hòa");

    public static Text Starting { get; } = new(
        "Đang khởi động MCU của tỉnh, máy dự phòng và hai huyện…", "Starting the MCUs of the province, its standby and two districts…");

    public static Text Ready { get; } = new(
        "MCU tỉnh ở sip {sip}, điều khiển ở {grpc}, dự phòng ở {standby}; huyện: {districts}. Cuộc họp: {conference}, số {number}.",
        "The province's MCU is at sip {sip}, controlled at {grpc}, its standby at {standby}; districts: {districts}. Meeting: {conference}, number {number}.");

    public static Text NodeEnded { get; } = new(
        "MCU không khởi động được (mã {code}):\n{output}", "The MCU did not start (code {code}):\n{output}");

    public static Text NodeSilent { get; } = new(
        "MCU đã chạy nhưng không trả lời ở {grpc} trong {seconds} giây:\n{output}",
        "The MCU runs but does not answer at {grpc} within {seconds} s:\n{output}");

    public static Text AddressTaken { get; } = new(
        "Cổng {grpc} đang có chương trình khác dùng, có thể là một MCU đang chạy. Tắt chương trình đó (ss -lnp) rồi chạy lại.",
        "{grpc} is in use by another program, perhaps an MCU that runs already. Stop it ('ss -lnp' shows it), then run the demo again.");

    public static Text Line { get; } = new(
        "{seconds} s: {connected} điểm cầu, {fps} hình/s, đang nói: {speaker}. {links}",
        "{seconds} s: {connected} sites, {fps} fps, speaking: {speaker}. {links}");

    public static Text Links { get; } = new("Đường truyền: {links}", "Links: {links}");

    public static Text Focused { get; } = new(
        "{site} được xem lớn ở tỉnh (mcu site focus {number} '{site}').", "{site} is full screen at the province (mcu site focus {number} '{site}').");

    public static Text Cut { get; } = new(
        "Cắt đường truyền của {district}: các xã của huyện vẫn họp với nhau.", "The line of {district} is cut: its communes go on among themselves.");

    public static Text Healed { get; } = new(
        "Nối lại đường truyền của {district}: họp chung trở lại sau {seconds} s.", "The line of {district} is healed: one meeting again after {seconds} s.");

    public static Text NotHealed { get; } = new(
        "{district} chưa họp chung trở lại sau {seconds} s.", "{district} is not back in the meeting after {seconds} s.");

    public static Text Killed { get; } = new(
        "Tắt ngang {node} (SIGKILL): MCU của tỉnh mất giữa cuộc họp.", "{node} is killed (SIGKILL): the province's MCU is lost in mid-meeting.");

    public static Text TakenOver { get; } = new(
        "{node} điều khiển thay, mọi điểm cầu lại họp chung sau {seconds} s (nhiệm kỳ {term}).",
        "{node} leads instead, all sites are in one meeting again after {seconds} s (term {term}).");

    public static Text NotTakenOver { get; } = new(
        "Sau {seconds} s cuộc họp chưa trở lại đủ: {node}.", "After {seconds} s the meeting is not whole again: {node}.");

    public static Text Gaps { get; } = new("Mất tiếng/hình lâu nhất, s, ở {tier}: {rooms}", "Longest without sound/picture, s, at {tier}: {rooms}");

    public static Text StepFailed { get; } = new("Một bước trình diễn không làm được: {cause}", "A step of the demonstration failed: {cause}");

    public static Text Saved { get; } = new("Đã ghi {path}.", "Wrote {path}.");

    public static Text NotSaved { get; } = new("Không ghi được {path}: {cause}", "{path} was not written: {cause}");

    public static Text Stopping { get; } = new("Đang kết thúc…", "Ending…");

    public static Text TryTitle { get; } = new("Thử tiếp (ở một cửa sổ khác)", "Try next (in another terminal)");

    public static Text TryDial { get; } = new("gọi vào bằng điện thoại SIP thật", "dial in from a real softphone");

    public static Text TryServers { get; } = new("hỏi máy nào đang điều khiển", "ask whichever leads");

    public static Text TryHa { get; } = new("xem máy chính, máy dự phòng", "the MCU that leads and its standby");

    public static Text TryCascade { get; } = new("xem cây MCU và đường truyền", "the tree of MCUs and their links");

    public static Text TryFocus { get; } = new("xem lớn một xã của huyện", "show a commune of a district full screen");

    public static Text TryWatch { get; } = new("xem số đo các điểm cầu của một huyện", "watch the measurements of a district's sites");

    public static Text TryMute { get; } = new("tắt mic một điểm cầu", "mute a site");

    public static Text TryFloor { get; } = new("mời một điểm cầu phát biểu", "give a site the floor");

    public static Text TrySnapshot { get; } = new("chụp hình đang ghép", "save the composed picture");

    public static Text TrySimulate { get; } = new("thêm bốn điểm cầu nữa", "add four more rooms");

    public static Text TryEnd { get; } = new("Ctrl-C để kết thúc.", "Ctrl-C ends the demo.");
}
