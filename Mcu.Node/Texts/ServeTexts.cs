namespace Mcu.Node.Texts;

/// <summary>What <c>mcu serve</c> says.</summary>
public static class ServeTexts
{
    public static readonly Text Ready = new(
        "{name} đã sẵn sàng. SIP {sip} (UDP, TCP), gRPC {grpc}. Nhấn Ctrl-C để dừng.",
        "{name} is ready. SIP {sip} (UDP, TCP), gRPC {grpc}. Press Ctrl-C to stop.");

    public static readonly Text Stopping = new(
        "Đang dừng: kết thúc các cuộc gọi và bản ghi hình…",
        "Stopping: ending calls and recordings…");

    public static readonly Text ConfigurationError = new("{error}", "{error}");

    public static readonly Text CannotStart = new("Không khởi động được: {cause}", "Cannot start: {cause}");
}
