namespace Mcu.Node.Texts;

/// <summary>What the node itself says across the top of pictures.</summary>
public static class BannerTexts
{
    public static Text Alone { get; } = new(
        "Mất đường truyền lên cấp trên: đang họp nội bộ", "The line to the level above is lost: we go on among ourselves");
}
