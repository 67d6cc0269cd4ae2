namespace Mcu.Node.Texts;

/// <summary>What each command, argument and option is for.</summary>
public static class HelpTexts
{
    public static Text Program { get; } = new(
        "MCU hội nghị truyền hình: máy chủ và lệnh điều khiển.", "A video conferencing MCU: the server and its controls.");

    public static Text Serve { get; } = new("Chạy máy chủ MCU.", "Runs the MCU.");

    public static Text Config { get; } = new("Cấu hình.", "The configuration.");

    public static Text ConfigCheck { get; } = new("Kiểm tra một tệp cấu hình.", "Checks a configuration file.");

    public static Text ConfigSample { get; } = new(
        "In tệp cấu hình mẫu có chú thích mọi khóa: mcu config sample > mcu.yaml.",
        "Prints a sample with every key explained: mcu config sample > mcu.yaml.");

    public static Text Conference { get; } = new("Cuộc họp.", "Conferences.");

    public static Text ConferenceCreate { get; } = new("Mở cuộc họp.", "Opens a conference.");

    public static Text ConferenceList { get; } = new("Các cuộc họp đang có.", "Lists the conferences.");

    public static Text ConferenceShow { get; } = new("Xem một cuộc họp và các điểm cầu.", "Shows a conference and its sites.");

    public static Text ConferenceLayout { get; } = new(
        "Đổi bố cục hình; một ô có thể là cả một đơn vị.", "Changes the layout; a pane can be a whole unit's.");

    public static Text ConferenceLock { get; } = new("Khóa: không nhận thêm điểm cầu gọi vào.", "Locks: no more sites can dial in.");

    public static Text ConferenceMessage { get; } = new(
        "Hiện một dòng chữ trên mọi hình, hoặc bỏ đi.", "Shows a line of text on all pictures, or takes it away.");

    public static Text ArgMessage { get; } = new("dòng chữ, tối đa 120 ký tự", "the text, up to 120 characters");

    public static Text OptClearMessage { get; } = new("bỏ dòng chữ", "take it away");

    public static Text ConferenceUnlock { get; } = new("Mở khóa.", "Unlocks.");

    public static Text ConferenceExtend { get; } = new("Kéo dài thời gian.", "Moves the end.");

    public static Text ConferenceEnd { get; } = new("Kết thúc, ngắt mọi điểm cầu.", "Ends it and drops every site.");

    public static Text Site { get; } = new("Điểm cầu.", "Sites.");

    public static Text SiteList { get; } = new("Các điểm cầu của cuộc họp.", "Lists a conference's sites.");

    public static Text SiteCall { get; } = new("Gọi điểm cầu vào cuộc họp.", "Calls a site into the conference.");

    public static Text SiteMute { get; } = new("Tắt mic một hoặc mọi điểm cầu.", "Mutes one site or all.");

    public static Text SiteUnmute { get; } = new("Bật mic một hoặc mọi điểm cầu.", "Unmutes one site or all.");

    public static Text SiteGain { get; } = new("Chỉnh âm lượng của điểm cầu.", "Sets a site's gain.");

    public static Text SiteDrop { get; } = new("Ngắt điểm cầu.", "Drops a site.");

    public static Text SiteFocus { get; } = new(
        "Cho mọi nơi xem lớn một điểm cầu, hoặc hình ghép của một đơn vị.", "Shows one site, or the mosaic of a unit, large to everybody.");

    public static Text Floor { get; } = new("Quyền phát biểu.", "The floor.");

    public static Text FloorGive { get; } = new("Mời điểm cầu phát biểu.", "Gives the floor to a site.");

    public static Text FloorTake { get; } = new("Thôi phát biểu.", "Takes the floor back.");

    public static Text FloorQueue { get; } = new("Ai đăng ký phát biểu.", "Shows who asks for the floor.");

    public static Text Content { get; } = new("Trình chiếu.", "Slides.");

    public static Text ContentShow { get; } = new("Ai đang trình chiếu, ai có nội dung để trình chiếu.", "Shows whose slides are shown, and who has some.");

    public static Text ContentGive { get; } = new("Cho mọi nơi xem nội dung trình chiếu của một điểm cầu.", "Shows a site's slides to everybody.");

    public static Text ContentStop { get; } = new("Thôi trình chiếu.", "Shows nobody's slides any more.");

    public static Text Snapshot { get; } = new("Lưu hình ghép hiện tại thành PNG.", "Saves the composed picture as PNG.");

    public static Text Record { get; } = new("Ghi hình.", "Recording.");

    public static Text RecordStart { get; } = new("Bắt đầu ghi hình.", "Starts recording.");

    public static Text RecordStop { get; } = new("Dừng ghi hình.", "Stops recording.");

    public static Text Watch { get; } = new("Theo dõi trực tiếp các điểm cầu.", "Watches the sites live.");

    public static Text Events { get; } = new("Các sự kiện đã xảy ra.", "Shows what happened.");

    public static Text Node { get; } = new("Máy chủ.", "The node.");

    public static Text Cascade { get; } = new("Nối tầng với các MCU khác.", "Links with other MCUs.");

    public static Text CascadeShow { get; } = new("Cây nối tầng: trạng thái, đường truyền, độ trễ, mất gói.", "The tree of links: state, transport, delay, loss.");

    public static Text NodeInfo { get; } = new("Phiên bản, tải, độ trễ vòng lặp, cổng nghe.", "Version, load, lateness of loops, listeners.");

    public static Text ArgConference { get; } = new(
        "tên, phần đầu của tên (không cần dấu), hoặc số của cuộc họp", "a conference's name, the start of it, or its number");

    public static Text ArgSite { get; } = new("tên điểm cầu hoặc phần đầu của tên (không cần dấu)", "a site's name or the start of it");

    public static Text ArgSiteOrUnit { get; } = new(
        "tên điểm cầu hoặc đơn vị (không cần dấu); trùng tên: đơn vị là khanh-son/*, điểm cầu là /khanh-son",
        "a site's or a unit's name; where both have it, khanh-son/* is the unit, /khanh-son the site");

    public static Text OptAt { get; } = new(
        "đơn vị: MCU của đơn vị đó làm, trên hình của chính nó", "a unit: its own MCU does it, on its own pictures");

    public static Text ArgName { get; } = new("tên cuộc họp", "the conference's name");

    public static Text ArgLayout { get; } = new(
        "auto, grid:HÀNGxCỘT, 1+5, 1+7, 1+9, 1+12, lecture, single, panes:TÊN,ĐƠN-VỊ",
        "auto, grid:ROWSxCOLUMNS, 1+5, 1+7, 1+9, 1+12, lecture, single, panes:SITE,UNIT");

    public static Text ArgBy { get; } = new("thêm bao lâu, như 30m", "how much longer, such as 30m");

    public static Text ArgTarget { get; } = new("sip:phòng@máy, hoặc tên điểm cầu đã biết", "sip:room@host, or the name of a known site");

    public static Text ArgGain { get; } = new("dB, từ -40 đến 20; 0 là giữ nguyên", "dB, -40 to 20; 0 is as it comes");

    public static Text ArgFile { get; } = new("tệp cấu hình YAML", "a YAML configuration file");

    public static Text OptServer { get; } = new(
        "máy chủ MCU, hoặc biến MCU_SERVER; nhiều máy cách nhau bằng dấu phẩy: hỏi lần lượt",
        "the MCU to talk to, or MCU_SERVER; several with commas between are asked in turn");

    public static Text OptOutput { get; } = new("table hoặc json", "table or json");

    public static Text OptLang { get; } = new("vi hoặc en, không thì theo LC_ALL, LANG", "vi or en, else by LC_ALL, LANG");

    public static Text OptHelp { get; } = new("xem cách dùng", "shows this help");

    public static Text OptVersion { get; } = new("xem phiên bản", "shows the version");

    public static Text OptConfig { get; } = new("tệp cấu hình; không có thì dùng mặc định", "the configuration file; without it, the defaults");

    public static Text OptNumber { get; } = new("số để gọi vào; không có thì máy tự cấp", "the number to dial; else the node gives one");

    public static Text OptSize { get; } = new("cỡ hình ghép, như 1280x720 hoặc 720p", "size of the picture, such as 1280x720 or 720p");

    public static Text OptFps { get; } = new("số hình mỗi giây, 10 đến 30", "pictures per second, 10 to 30");

    public static Text OptBitrate { get; } = new("tốc độ hình, như 1500k", "bit rate of the picture, such as 1500k");

    public static Text OptDuration { get; } = new("kéo dài bao lâu, như 90m; không có thì không hạn", "how long, such as 90m; else without end");

    public static Text OptChair { get; } = new("điểm cầu của chủ tọa", "the chair's site");

    public static Text OptSrtp { get; } = new(
        "off|optional|required: mã hóa đường truyền với phòng họp; không có thì theo cấu hình của máy",
        "off|optional|required: encrypt media with rooms; else as the node is configured");

    public static Text OptFilter { get; } = new("chỉ những tên có chữ này", "only names that hold this text");

    public static Text OptState { get; } = new("chỉ những điểm cầu ở trạng thái này", "only sites in this state");

    public static Text OptTileName { get; } = new("tên hiện trên hình", "the name on its tile");

    public static Text OptRetries { get; } = new("gọi lại mấy lần nếu không trả lời, 0 đến 10", "further attempts when not answered, 0 to 10");

    public static Text OptRetryAfter { get; } = new("chờ giữa hai lần gọi", "wait between attempts");

    public static Text OptNoWait { get; } = new("không chờ trả lời", "do not wait for the answer");

    public static Text OptAll { get; } = new("mọi điểm cầu", "every site");

    public static Text OptExcept { get; } = new("trừ điểm cầu này (cho nhiều lần được)", "but this site (may be repeated)");

    public static Text OptClear { get; } = new("thôi xem lớn", "back to the layout");

    public static Text OptRemove { get; } = new("bỏ điểm cầu này khỏi hàng đợi", "removes this site from the queue");

    public static Text OptPng { get; } = new("tệp PNG", "the PNG file");

    public static Text OptRecordFile { get; } = new("tên tệp trên máy chủ", "the file's name on the node");

    public static Text OptInterval { get; } = new("đo mỗi bao lâu, 200ms đến 1m", "time between updates, 200ms to 1m");

    public static Text OptTier { get; } = new(
        "chỉ điểm cầu của tầng này: 0 gọi thẳng vào máy này, 1 vào máy cấp dưới…", "only rooms of this tier: 0 called this node, 1 a node below it…");

    public static Text OptUnit { get; } = new("chỉ điểm cầu của đơn vị này và cấp dưới của nó", "only rooms of this unit and of those below it");

    public static Text OptProblem { get; } = new("chỉ điểm cầu đang có sự cố", "only sites with which something is wrong");

    public static Text OptOnce { get; } = new("đo một lần rồi thôi", "one update, then end");

    public static Text OptFollow { get; } = new("chờ các sự kiện tiếp theo", "stay for what happens next");

    public static Text OptAfter { get; } = new("chỉ sự kiện sau số này", "only events after this number");

    public static Text OptEventConference { get; } = new("chỉ của cuộc họp này", "only of this conference");

    public static Text OptKind { get; } = new("chỉ loại này, như site-connected (cho nhiều lần được)", "only this kind, such as site-connected (may be repeated)");
}
