namespace Mcu.Node.Texts;

/// <summary>Headings of tables and names of values.</summary>
public static class TableTexts
{
    public static Text Name { get; } = new("Tên", "Name");

    public static Text Number { get; } = new("Số", "Number");

    public static Text Id { get; } = new("Mã", "Id");

    public static Text State { get; } = new("Trạng thái", "State");

    public static Text Sites { get; } = new("Điểm cầu", "Sites");

    public static Text Site { get; } = new("Điểm cầu", "Site");

    public static Text Layout { get; } = new("Bố cục", "Layout");

    public static Text Picture { get; } = new("Hình", "Picture");

    public static Text Floor { get; } = new("Phát biểu", "Floor");

    public static Text Content { get; } = new("Trình chiếu", "Slides");

    public static Text Focus { get; } = new("Xem lớn", "Focus");

    public static Text Chair { get; } = new("Chủ tọa", "Chair");

    public static Text Ends { get; } = new("Kết thúc", "Ends");

    public static Text Created { get; } = new("Mở lúc", "Opened");

    public static Text Encryption { get; } = new("Bảo mật", "Encryption");

    public static Text AsTheNode { get; } = new("theo cấu hình của máy", "as the node is configured");

    public static Text Locked { get; } = new("Khóa", "Locked");

    public static Text Recording { get; } = new("Ghi hình", "Recording");

    public static Text SipUser { get; } = new("Gọi vào", "Dial in");

    public static Text Address { get; } = new("Địa chỉ", "Address");

    public static Text Gain { get; } = new("Âm lượng", "Gain");

    public static Text Reason { get; } = new("Lý do", "Reason");

    public static Text Since { get; } = new("Từ lúc", "Since");

    public static Text Codec { get; } = new("Mã hóa", "Codec");

    public static Text Size { get; } = new("Cỡ hình", "Size");

    public static Text Loss { get; } = new("mất %", "loss %");

    public static Text Jitter { get; } = new("jitter", "jitter");

    public static Text Waiting { get; } = new("Đăng ký phát biểu", "Waiting for the floor");

    public static Text Node { get; } = new("Máy", "Node");

    public static Text Transport { get; } = new("Đường", "Via");

    public static Text KbitIn { get; } = new("kbit/s vào", "kbit/s in");

    public static Text KbitOut { get; } = new("ra", "out");

    public static Text AgeMs { get; } = new("tuổi ms", "age ms");

    public static Text Version { get; } = new("Phiên bản", "Version");

    public static Text Uptime { get; } = new("Đã chạy", "Uptime");

    public static Text Cpu { get; } = new("CPU", "CPU");

    public static Text Memory { get; } = new("Bộ nhớ", "Memory");

    public static Text Disk { get; } = new("Dữ liệu", "Data");

    public static Text Conferences { get; } = new("Cuộc họp", "Conferences");

    public static Text Loop { get; } = new("Vòng lặp", "Loop");

    public static Text Late { get; } = new("trễ {quantile}, ms", "late {quantile}, ms");

    public static Text Listener { get; } = new("Cổng nghe", "Listener");

    public static Text Yes { get; } = new("có", "yes");

    public static Text No { get; } = new("không", "no");

    public static Text OfCore { get; } = new("{percent} % của một lõi, {cores} lõi", "{percent} % of one core, {cores} cores");

    public static Text Free { get; } = new("{folder}, còn trống {free}", "{folder}, {free} free");

    public static Text Marks { get; } = new(
        "▶ phát biểu  ♪ đang nói  ✕ tắt mic  ★ chủ tọa  ◆ bảo mật  ▣ trình chiếu   kbit/s: vào/ra",
        "▶ on the floor  ♪ speaking  ✕ muted  ★ chair  ◆ encrypted  ▣ slides   kbit/s: in/out");
}
