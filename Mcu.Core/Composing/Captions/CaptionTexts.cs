namespace Mcu.Core.Composing.Captions;

/// <summary>The texts of the picture in both languages.</summary>
internal static class CaptionTexts
{
    internal static string Of(PaneStatus status, CaptionLanguage language) => (status, language) switch
    {
        (PaneStatus.NotConnected, CaptionLanguage.Vietnamese) => "chưa kết nối",
        (PaneStatus.NotConnected, _) => "not connected",
        (PaneStatus.SignalLost, CaptionLanguage.Vietnamese) => "mất tín hiệu",
        (PaneStatus.SignalLost, _) => "signal lost",
        (PaneStatus.NoPicture, CaptionLanguage.Vietnamese) => "không có hình",
        (PaneStatus.NoPicture, _) => "no picture",
        (_, CaptionLanguage.Vietnamese) => "đang kết nối",
        _ => "connecting",
    };

    internal static string Waiting(CaptionLanguage language) =>
        language == CaptionLanguage.Vietnamese ? "Đang chờ các điểm cầu" : "Waiting for sites";
}
