namespace Mcu.Node.Texts;

/// <summary>What is wrong with the node, in a sentence. Placeholders are the event's details.</summary>
public static class AlarmTexts
{
    public static Text LoopLate { get; } = new("Cảnh báo: vòng lặp {subject} chậm {late_ms} ms", "Alarm: loop {subject} is {late_ms} ms late");

    public static Text LoopOnTime { get; } = new("Hết cảnh báo: vòng lặp {subject} đúng nhịp trở lại", "Alarm over: loop {subject} is on time again");

    public static Text LoopFailed { get; } = new("Cảnh báo: vòng lặp {subject} gặp lỗi: {cause}", "Alarm: loop {subject} failed: {cause}");

    public static Text LoopWorks { get; } = new("Hết cảnh báo: vòng lặp {subject} không còn lỗi", "Alarm over: loop {subject} fails no more");

    public static Text CodecFailed { get; } = new("Cảnh báo: bộ mã của {subject} bị lỗi: {cause}", "Alarm: a codec of {subject} failed: {cause}");

    public static Text CodecWorks { get; } = new("Hết cảnh báo: bộ mã của {subject} không còn lỗi", "Alarm over: codecs of {subject} fail no more");

    public static Text DiskLow { get; } = new(
        "Cảnh báo: ổ đĩa ghi hình chỉ còn {free_mb} MB ({subject})", "Alarm: only {free_mb} MB are left for recordings ({subject})");

    public static Text DiskLowOver { get; } = new(
        "Hết cảnh báo: ổ đĩa ghi hình đủ chỗ, hoặc đã dừng ghi ({subject})", "Alarm over: recordings have room, or have ended ({subject})");

    public static Text PortsLow { get; } = new(
        "Cảnh báo: đã dùng {used} trong {of} cặp cổng media {subject}", "Alarm: {used} of {of} pairs of media ports {subject} are in use");

    public static Text PortsFree { get; } = new("Hết cảnh báo: cổng media {subject} đủ dùng", "Alarm over: enough media ports {subject} are free");

    public static Text CertificateExpires { get; } = new(
        "Cảnh báo: chứng thư của máy {subject} còn {days} ngày. Cấp lại: mcu pki renew {subject}",
        "Alarm: the certificate of node {subject} has {days} days left. Renew it: mcu pki renew {subject}");

    public static Text CertificateRenewed { get; } = new(
        "Hết cảnh báo: chứng thư của máy {subject} còn hạn", "Alarm over: the certificate of node {subject} is good");

    public static Text SitesAdopted { get; } = new(
        "Cảnh báo: mất MCU {subject}; máy này đã gọi thay {sites} điểm cầu của đơn vị đó",
        "Alarm: the MCU of {subject} is lost; this node has called {sites} of its sites itself");

    public static Text SitesAdoptedOver { get; } = new(
        "Hết cảnh báo: MCU {subject} đã nối lại, hoặc không còn điểm cầu nào gọi thay", "Alarm over: the MCU of {subject} is linked, or none of its sites is here any more");

    public static Text HandBackDue { get; } = new(
        "Cảnh báo: MCU {subject} đã nối lại, {sites} điểm cầu vẫn do máy này gọi. Trả về: mcu cascade hand-back {subject}",
        "Alarm: the MCU of {subject} is back, and {sites} of its sites are in calls with this node. Hand them back: mcu cascade hand-back {subject}");

    public static Text HandBackDone { get; } = new(
        "Hết cảnh báo: MCU {subject} không còn điểm cầu nào chờ trả về", "Alarm over: no site waits to be handed back to {subject}");

    public static Text GroupMemberLost { get; } = new(
        "Cảnh báo: {subject} không trả lời nhóm {group}; hỏng thêm một máy nữa là dừng họp. Xem: mcu ha status",
        "Alarm: {subject} does not answer the group {group}; one more that fails stops the meetings. See: mcu ha status");

    public static Text GroupMemberBack { get; } = new("Hết cảnh báo: {subject} lại trả lời nhóm", "Alarm over: {subject} answers its group again");

    public static Text GroupMemberOut { get; } = new(
        "Cảnh báo: {subject} đang ở ngoài nhóm {group}, không dự phòng được. Đưa vào lại: mcu ha undrain",
        "Alarm: {subject} is out of the group {group} and cannot take over. Take it in again: mcu ha undrain");

    public static Text GroupMemberIn { get; } = new("Hết cảnh báo: {subject} đã vào lại nhóm", "Alarm over: {subject} is in its group again");

    public static Text GroupFault { get; } = new(
        "Cảnh báo: máy này không còn tham gia nhóm {subject}: {cause}. Sửa xong thì khởi động lại máy",
        "Alarm: this node takes no part in the group {subject} any more: {cause}. Mend it, then restart the node");

    public static Text GroupFaultOver { get; } = new("Hết cảnh báo: máy này lại tham gia nhóm {subject}", "Alarm over: this node takes part in the group {subject} again");

    /// <summary>The sentence for an alarm's word.</summary>
    public static Text Of(string alarm) => alarm switch
    {
        "loop_late" => LoopLate,
        "loop_failed" => LoopFailed,
        "codec_failed" => CodecFailed,
        "disk_low" => DiskLow,
        "ports_low" => PortsLow,
        "certificate_expires" => CertificateExpires,
        "sites_adopted" => SitesAdopted,
        "hand_back_due" => HandBackDue,
        "group_member_lost" => GroupMemberLost,
        "group_member_out" => GroupMemberOut,
        "group_fault" => GroupFault,
        _ => EventTexts.Alarm,
    };

    /// <summary>The sentence for an alarm that is over.</summary>
    public static Text OfOver(string alarm) => alarm switch
    {
        "loop_late" => LoopOnTime,
        "loop_failed" => LoopWorks,
        "codec_failed" => CodecWorks,
        "disk_low" => DiskLowOver,
        "ports_low" => PortsFree,
        "certificate_expires" => CertificateRenewed,
        "sites_adopted" => SitesAdoptedOver,
        "hand_back_due" => HandBackDone,
        "group_member_lost" => GroupMemberBack,
        "group_member_out" => GroupMemberIn,
        "group_fault" => GroupFaultOver,
        _ => EventTexts.AlarmCleared,
    };
}
