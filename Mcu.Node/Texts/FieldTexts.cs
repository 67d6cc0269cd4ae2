namespace Mcu.Node.Texts;

/// <summary>What is allowed in a field of a request. <c>{value}</c> is what was given.</summary>
public static class FieldTexts
{
    public static Text Required { get; } = new("bắt buộc, không được trống", "required, must not be empty");

    public static Text Length { get; } = new("dài {min} đến {max} ký tự", "{min} to {max} characters");

    public static Text Range { get; } = new("từ {min} đến {max} {unit}", "{min} to {max} {unit}");

    public static Text Pixels { get; } = new(
        "{min} đến {max} điểm ảnh, chia hết cho {multiple}", "{min} to {max} pixels, a multiple of {multiple}");

    public static Text Digits { get; } = new("1 đến 16 chữ số", "1 to 16 digits");

    public static Text SizeTogether { get; } = new(
        "cho cả chiều rộng và chiều cao, hoặc bỏ cả hai", "give width and height both, or neither");

    public static Text Letters { get; } = new("cần ít nhất một chữ cái hoặc chữ số", "needs at least one letter or digit");

    public static Text FileName { get; } = new(
        "tên tệp, không kèm thư mục, dài nhất 120 ký tự", "a file name without folders, 120 characters at most");

    public static Text LayoutKind { get; } = new(
        "một trong auto, grid, one-plus, lecture, single, panes", "one of auto, grid, one-plus, lecture, single, panes");

    public static Text SrtpPolicy { get; } = new("một trong off, optional, required", "one of off, optional, required");

    public static Text SmallTiles { get; } = new("5, 7, 9 hoặc 12 ô nhỏ", "5, 7, 9 or 12 small tiles");

    public static Text SiteTwice { get; } = new("điểm cầu này đã có một ô", "this site has a tile already");

    public static Text ExceptWithoutAll { get; } = new("chỉ dùng cùng với all", "goes with all only");

    public static Text Target { get; } = new(
        "địa chỉ sip:… hoặc tên điểm cầu, dài nhất 255 ký tự", "a sip: address or a site's name, 255 characters at most");

    public static Text PageToken { get; } = new(
        "lấy từ next_page_token của trang trước", "taken from the previous page's next_page_token");
}
