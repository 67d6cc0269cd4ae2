using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Demo;

/// <summary>What <c>mcu demo</c> says.</summary>
public static class DemoTexts
{
    public static Text Demo { get; } = new(
        "Trình diễn: chạy một MCU, cho chín điểm cầu giả lập vào họp, ghi demo.png và demo.mkv.",
        "A demonstration: runs an MCU, joins nine simulated rooms, writes demo.png and demo.mkv.");

    public static Text OptSeconds { get; } = new(
        "kết thúc sau ngần ấy giây; không có: chạy tới khi bấm Ctrl-C", "end after so many seconds; without it: run until Ctrl-C");

    public static Text ConferenceName { get; } = new("Giao ban tỉnh Khánh Hòa", "Giao ban tỉnh Khánh Hòa");

    public static Text Starting { get; } = new("Đang khởi động MCU…", "Starting the MCU…");

    public static Text Ready { get; } = new(
        "MCU chạy ở sip {sip}, điều khiển ở {grpc}. Cuộc họp: {conference}, số {number}.",
        "The MCU runs at sip {sip}, controlled at {grpc}. Conference: {conference}, number {number}.");

    public static Text NodeEnded { get; } = new(
        "MCU không khởi động được (mã {code}):\n{output}", "The MCU did not start (code {code}):\n{output}");

    public static Text NodeSilent { get; } = new(
        "MCU đã chạy nhưng không trả lời ở {grpc} trong {seconds} giây:\n{output}",
        "The MCU runs but does not answer at {grpc} within {seconds} s:\n{output}");

    public static Text AddressTaken { get; } = new(
        "Cổng {grpc} đang có chương trình khác dùng, có thể là một MCU đang chạy. Tắt chương trình đó (ss -lnp) rồi chạy lại.",
        "{grpc} is in use by another program, perhaps an MCU that runs already. Stop it ('ss -lnp' shows it), then run the demo again.");

    public static Text Line { get; } = new(
        "{seconds} s: {connected} điểm cầu, {fps} hình/s, đang nói: {speaker}", "{seconds} s: {connected} sites, {fps} fps, speaking: {speaker}");

    public static Text Saved { get; } = new("Đã ghi {path}.", "Wrote {path}.");

    public static Text NotSaved { get; } = new("Không ghi được {path}: {cause}", "{path} was not written: {cause}");

    public static Text Stopping { get; } = new("Đang kết thúc…", "Ending…");

    public static Text TryTitle { get; } = new("Thử tiếp (ở một cửa sổ khác)", "Try next (in another terminal)");

    public static Text TryDial { get; } = new("gọi vào bằng điện thoại SIP thật", "dial in from a real softphone");

    public static Text TryWatch { get; } = new("xem số đo của các điểm cầu", "watch the sites' measurements");

    public static Text TryMute { get; } = new("tắt mic một điểm cầu", "mute a site");

    public static Text TryFloor { get; } = new("mời một điểm cầu phát biểu", "give a site the floor");

    public static Text TryLayout { get; } = new("đổi bố cục hình", "change the layout");

    public static Text TrySnapshot { get; } = new("chụp hình đang ghép", "save the composed picture");

    public static Text TrySimulate { get; } = new("thêm bốn điểm cầu nữa", "add four more rooms");

    public static Text TryEnd { get; } = new("Ctrl-C để kết thúc.", "Ctrl-C ends the demo.");
}
