namespace Mcu.Node.Texts;

/// <summary>What the command line says besides tables and refusals.</summary>
public static class CliTexts
{
    public static Text Error { get; } = new("Lỗi", "Error");

    public static Text Unreachable { get; } = new(
        "Không kết nối được máy chủ MCU tại {server}: {cause}. Khởi động: mcu serve; hoặc chỉ tới máy khác: --server HOST:PORT hay biến MCU_SERVER.",
        "No MCU answers at {server}: {cause}. Start one: mcu serve; or point to another: --server HOST:PORT or MCU_SERVER.");

    public static Text ConnectionLost { get; } = new(
        "Mất kết nối với máy chủ MCU tại {server}: {cause}. Kiểm tra máy còn chạy: mcu node info.",
        "The connection to the MCU at {server} was lost: {cause}. Check that it still runs: mcu node info.");

    public static Text NotAnMcu { get; } = new(
        "{server} có trả lời nhưng không phải máy chủ MCU này: {cause}. Kiểm tra grpc.listen trong cấu hình và --server.",
        "{server} answers but not as this MCU does: {cause}. Check grpc.listen in the configuration, and --server.");

    public static Text TooOld { get; } = new(
        "Máy chủ tại {server} chưa có lệnh này. So phiên bản: mcu node info và mcu --version.",
        "The MCU at {server} does not have this command. Compare versions: mcu node info and mcu --version.");

    public static Text NoAnswer { get; } = new(
        "{server} không trả lời kịp. Thử lại, hoặc xem tải: mcu node info.",
        "{server} did not answer in time. Try again, or see its load: mcu node info.");

    public static Text Refused { get; } = new("Máy chủ từ chối: {cause}.", "The MCU refused: {cause}.");

    public static Text Interrupted { get; } = new("Đã dừng theo Ctrl-C.", "Stopped by Ctrl-C.");

    public static Text Unexpected { get; } = new(
        "Lỗi ngoài dự kiến của chương trình: {cause}. Báo cho nhà cung cấp kèm lệnh đã gõ.",
        "An unexpected error of the program: {cause}. Report it with the command that you typed.");

    public static Text FileNotWritten { get; } = new(
        "Không ghi được {path}: {cause}. Chọn tệp khác hoặc kiểm tra quyền và dung lượng.",
        "{path} cannot be written: {cause}. Choose another file, or check its rights and the free space.");

    public static Text Working { get; } = new("Đang chờ máy chủ…", "Waiting for the MCU…");

    public static Text CallingSite { get; } = new("Đang gọi {site}…", "Calling {site}…");

    public static Text CallCanceled { get; } = new(
        "Đã dừng theo Ctrl-C: cuộc gọi tới {site} đã hủy.", "Stopped by Ctrl-C: the call to {site} is canceled.");

    public static Text CallNotCanceled { get; } = new(
        "Đã dừng theo Ctrl-C, không hủy gì: {site} đã trả lời hoặc cuộc gọi đã kết thúc. Xem: mcu site list \"{conference}\".",
        "Stopped by Ctrl-C, nothing was canceled: {site} had answered, or the call was over. See: mcu site list \"{conference}\".");

    public static Text CallMayRing { get; } = new(
        "Đã dừng theo Ctrl-C nhưng không báo được cho MCU: {site} có thể vẫn đổ chuông. Xem và ngắt: mcu site list \"{conference}\", mcu site drop.",
        "Stopped by Ctrl-C, but the MCU could not be told: {site} may still ring. See and drop it: mcu site list \"{conference}\", mcu site drop.");

    public static Text ConferenceCreated { get; } = new(
        "Đã mở cuộc họp {name}. Gọi vào: sip:{user}@HOST hoặc số {number}. Theo dõi: mcu watch {number}",
        "Conference {name} is open. Dial in: sip:{user}@HOST or number {number}. Watch it: mcu watch {number}");

    public static Text LayoutSet { get; } = new("{name}: bố cục {layout}.", "{name}: layout {layout}.");

    public static Text Locked { get; } = new(
        "Đã khóa {name}: không nhận thêm điểm cầu gọi vào.", "{name} is locked: no more sites can dial in.");

    public static Text Unlocked { get; } = new("Đã mở khóa {name}.", "{name} is unlocked.");

    public static Text MessageShown { get; } = new("{name}: hiện trên hình “{text}”.", "{name}: the pictures say “{text}”.");

    public static Text MessageCleared { get; } = new("{name}: đã bỏ thông báo trên hình.", "{name}: the message is off the pictures.");

    public static Text Extended { get; } = new("{name} kéo dài đến {time}.", "{name} goes on until {time}.");

    public static Text ConferenceOver { get; } = new("Cuộc họp {name} đã kết thúc.", "Conference {name} has ended.");

    public static Text NoConferences { get; } = new(
        "Không có cuộc họp nào. Mở một cuộc họp: mcu conference create TÊN", "There are no conferences. Open one: mcu conference create NAME");

    public static Text NoSites { get; } = new(
        "Chưa có điểm cầu nào. Gọi một điểm cầu: mcu site call {number} sip:…", "There are no sites. Call one: mcu site call {number} sip:…");

    public static Text NoSuchSites { get; } = new(
        "Không điểm cầu nào khớp với bộ lọc.", "No site fits the filter.");

    public static Text SiteCalled { get; } = new("Điểm cầu {site}: {state}.", "Site {site}: {state}.");

    public static Text Muted { get; } = new("Đã tắt mic: {sites}.", "Muted: {sites}.");

    public static Text Unmuted { get; } = new("Đã bật mic: {sites}.", "Unmuted: {sites}.");

    public static Text NothingChanged { get; } = new("Không có gì thay đổi.", "Nothing had to change.");

    public static Text GainSet { get; } = new("{site}: âm lượng {gain} dB.", "{site}: gain {gain} dB.");

    public static Text Dropped { get; } = new("Đã ngắt điểm cầu {site}.", "Site {site} was dropped.");

    public static Text Focused { get; } = new("{name}: xem lớn {site}.", "{name}: {site} is shown large.");

    public static Text FocusCleared { get; } = new("{name}: trở về bố cục {layout}.", "{name}: back to layout {layout}.");

    public static Text FloorGiven { get; } = new("Mời {site} phát biểu.", "{site} has the floor.");

    public static Text FloorTaken { get; } = new("Không còn điểm cầu nào đang phát biểu.", "Nobody has the floor any more.");

    public static Text FloorHeldBy { get; } = new("Đang phát biểu: {site}, từ {time}.", "On the floor: {site}, since {time}.");

    public static Text FloorIsFree { get; } = new("Không điểm cầu nào đang phát biểu.", "Nobody has the floor.");

    public static Text QueueEmpty { get; } = new("Chưa có điểm cầu nào đăng ký phát biểu.", "No site asks for the floor.");

    public static Text ContentGiven { get; } = new("{site} trình chiếu.", "{site} presents.");

    public static Text ContentStopped { get; } = new("Không còn điểm cầu nào trình chiếu.", "Nobody presents any more.");

    public static Text ContentIsOf { get; } = new("Đang trình chiếu: {site}.", "Presents: {site}.");

    public static Text ContentIsFree { get; } = new("Không điểm cầu nào đang trình chiếu.", "Nobody presents.");

    public static Text ContentWaiting { get; } = new("Có nội dung nhưng chưa được chiếu: {sites}.", "Has slides that are not shown: {sites}.");

    public static Text SnapshotSaved { get; } = new("Đã lưu hình {size} vào {path}.", "The {size} picture is in {path}.");

    public static Text RecordingStarted { get; } = new("Đang ghi hình vào {path} trong thư mục dữ liệu của máy chủ.", "Recording to {path} in the node's data folder.");

    public static Text RecordingStopped { get; } = new("Đã ghi {size}, {duration}: {path}.", "Recorded {size}, {duration}: {path}.");

    public static Text UnitInTrouble { get; } = new(
        "Xem đường truyền tới {unit} trước: {affected}/{sites} điểm cầu của đơn vị này có sự cố.",
        "Look at the link to {unit} first: {affected} of its {sites} sites are in trouble.");

    public static Text UpdatesMissed { get; } = new("(bỏ qua {count} lần đo do đọc chậm)", "({count} updates missed, read too slowly)");

    public static Text EventsMissed { get; } = new("… {count} sự kiện cũ không còn lưu …", "… {count} older events are no longer kept …");

    public static Text NoEvents { get; } = new("Chưa có sự kiện nào.", "No events yet.");

    public static Text ConfigurationGood { get; } = new("{path}: cấu hình hợp lệ.", "{path}: the configuration is good.");

    public static Text ConfigurationBad { get; } = new(
        "{path}: {count} lỗi cấu hình. Xem mẫu có chú thích mọi khóa: mcu config sample.",
        "{path}: {count} errors in the configuration. A sample with every key explained: mcu config sample.");
}
