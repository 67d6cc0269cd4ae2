namespace Mcu.Node.Texts;

/// <summary>What is wrong with a command line, and the parts of the help page.</summary>
public static class UsageTexts
{
    public static Text UnknownWord { get; } = new(
        "Không hiểu «{word}». Xem cách dùng: {command} --help.", "“{word}” is not understood. See: {command} --help.");

    public static Text UnknownWordNear { get; } = new(
        "Không hiểu «{word}». Có phải: {near}? Xem cách dùng: {command} --help.",
        "“{word}” is not understood. Did you mean: {near}? See: {command} --help.");

    public static Text MessageOrClear { get; } = new(
        "Nêu dòng chữ cần hiện, hoặc --clear để bỏ; không phải cả hai.", "Give the text to show, or --clear to take it away; not both.");

    public static Text MissingCommand { get; } = new(
        "Thiếu lệnh sau «{command}»: {verbs}.", "A verb is missing after “{command}”: {verbs}.");

    public static Text MissingArgument { get; } = new(
        "Thiếu {argument} ({description}). Xem cách dùng: {command} --help.",
        "{argument} is missing ({description}). See: {command} --help.");

    public static Text MissingOption { get; } = new(
        "Thiếu tùy chọn {option} ({description}). Xem cách dùng: {command} --help.",
        "Option {option} is missing ({description}). See: {command} --help.");

    public static Text MissingValue { get; } = new(
        "Tùy chọn {option} cần một giá trị ({description}).", "Option {option} needs a value ({description}).");

    public static Text WrongValue { get; } = new(
        "{symbol}: «{value}» không hợp lệ; cần {allowed}.", "{symbol}: “{value}” is not valid; it takes {allowed}.");

    public static Text AllowedDuration { get; } = new("thời gian kèm đơn vị, như 90m, 1h30m, 45s hoặc 500ms", "a time with its unit, such as 90m, 1h30m, 45s or 500ms");

    public static Text AllowedSize { get; } = new(
        "cỡ hình như 1280x720, hoặc 360p, 720p, 1080p", "a size such as 1280x720, or 360p, 720p, 1080p");

    public static Text AllowedBitrate { get; } = new("tốc độ như 1500k hoặc 1.5M", "a rate such as 1500k or 1.5M");

    public static Text AllowedNumber { get; } = new("số từ {min} đến {max}", "a number from {min} to {max}");

    public static Text AllowedWords { get; } = new("một trong {words}", "one of {words}");

    public static Text AllowedServer { get; } = new("địa chỉ HOST:PORT, nhiều địa chỉ cách nhau bằng dấu phẩy", "an address HOST:PORT, or several with commas between");

    public static Text AllowedLayout { get; } = new(
        "auto, grid:HÀNGxCỘT (1-10), 1+5, 1+7, 1+9, 1+12, lecture, single, panes:TÊN,TÊN",
        "auto, grid:ROWSxCOLUMNS (1-10), 1+5, 1+7, 1+9, 1+12, lecture, single, panes:SITE,SITE");

    public static Text SiteOrAll { get; } = new(
        "cho tên điểm cầu, hoặc --all; --except chỉ đi với --all", "give a site, or --all; --except goes with --all only");

    public static Text SiteOrClear { get; } = new("cho tên điểm cầu, hoặc --clear", "give a site, or --clear");

    public static Text Usage { get; } = new("Cách dùng", "Usage");

    public static Text Commands { get; } = new("Lệnh", "Commands");

    public static Text Arguments { get; } = new("Tham số", "Arguments");

    public static Text Options { get; } = new("Tùy chọn", "Options");

    public static Text GlobalOptions { get; } = new("Tùy chọn chung", "Global options");

    public static Text ExitCodes { get; } = new("Mã kết thúc", "Exit codes");

    public static Text ExitCodeList { get; } = new(
        "0 xong, 1 bị từ chối hoặc không làm được, 2 gõ sai lệnh, 3 không kết nối được máy chủ, 4 không tìm thấy, 5 quá thời gian, 6 cấu hình sai, 130 Ctrl-C",
        "0 done, 1 refused or not possible, 2 wrong command line, 3 no server, 4 not found, 5 timed out, 6 wrong configuration, 130 Ctrl-C");
}
