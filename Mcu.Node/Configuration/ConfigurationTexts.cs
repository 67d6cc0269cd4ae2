using Mcu.Node.Texts;

namespace Mcu.Node.Configuration;

/// <summary>What is said about wrong configurations.</summary>
public static class ConfigurationTexts
{
    public static Text Allowed { get; } = new("Cho phép", "Allowed");

    public static Text Unreadable { get; } = new("không đọc được tệp: {detail}", "the file cannot be read: {detail}");

    public static Text TooLarge { get; } = new("tệp lớn hơn {limit} kB", "the file is larger than {limit} kB");

    public static Text Syntax { get; } = new("không phải YAML hợp lệ: {detail}", "not valid YAML: {detail}");

    public static Text Tab { get; } = new("thụt dòng bằng phím tab; hãy dùng dấu cách", "the line is indented with a tab; use blanks");

    public static Text TooDeep { get; } = new("lồng nhau quá {limit} tầng", "nested more than {limit} levels deep");

    public static Text SeveralDocuments { get; } = new("tệp có nhiều tài liệu YAML", "the file holds several YAML documents");

    public static Text UnknownKey { get; } = new("không có khóa này", "there is no such key");

    public static Text WrongType { get; } = new("sai kiểu: gặp {found}", "wrong type: found {found}");

    public static Text BadValue { get; } = new("giá trị «{found}» không hợp lệ", "the value “{found}” is not allowed");

    public static Text Missing { get; } = new("thiếu khóa bắt buộc", "the key is required and missing");

    public static Text Duplicate { get; } = new("«{found}» đã được dùng ở {other}", "“{found}” is used at {other} already");

    public static Text TooMany { get; } = new("có {found} mục", "has {found} entries");

    public static Text PortInRange { get; } = new(
        "dải {found} chứa cổng {port} của sip.listen", "the range {found} holds the port {port} of sip.listen");

    public static Text SameListen { get; } = new("trùng với {other} ({found})", "the same as {other} ({found})");

    public static Text WildcardNeedsAddress { get; } = new(
        "sip.listen là {found}, nên cần media.address để báo cho phòng họp biết gửi về đâu",
        "sip.listen is {found}, so media.address is needed to tell rooms where to send");

    public static Text OtherFamily { get; } = new(
        "{found} khác loại (IPv4/IPv6) với sip.listen", "{found} is not of the family (IPv4/IPv6) of sip.listen");

    public static Text PaneSite { get; } = new("bố cục nhắc tới «{found}» không có trong sites", "the layout names “{found}”, which is not in sites");

    public static Text SecondChair { get; } = new("cuộc họp đã có chủ tọa «{found}»", "the conference has the chair “{found}” already");

    public static Text NoAudioCodec { get; } = new("không có bộ mã âm thanh nào", "names no audio codec");

    public static Text Keys { get; } = new("{keys}", "{keys}");

    public static Text OneOf { get; } = new("một trong {values}", "one of {values}");

    public static Text Number { get; } = new("số nguyên từ {min} đến {max}", "a whole number from {min} to {max}");

    public static Text Time { get; } = new(
        "thời gian từ {min} đến {max}, ví dụ 500ms, 30s, 2m", "a time from {min} to {max}, such as 500ms, 30s, 2m");

    public static Text Rate { get; } = new(
        "bit mỗi giây từ {min} đến {max}, ví dụ 1500k, 2M", "bits per second from {min} to {max}, such as 1500k, 2M");

    public static Text Size { get; } = new(
        "rộng x cao, ví dụ 1280x720: rộng 640 đến 1920 và chia hết cho 16, cao 360 đến 1080 và chẵn",
        "width x height, such as 1280x720: width 640 to 1920 and a multiple of 16, height 360 to 1080 and even");

    public static Text Listen { get; } = new(
        "địa chỉ IP và cổng 1 đến 65535, ví dụ 127.0.0.1:5060 hoặc [::1]:5060",
        "an IP address and a port of 1 to 65535, such as 127.0.0.1:5060 or [::1]:5060");

    public static Text Address { get; } = new(
        "địa chỉ IP mà phòng họp gửi tới được, không phải 0.0.0.0 hay địa chỉ nhóm",
        "an IP address that rooms can reach, not 0.0.0.0 nor a group address");

    public static Text Ports { get; } = new(
        "hai cổng từ 1024 đến 65535, tăng dần, ví dụ 20000-20999", "two rising ports of 1024 to 65535, such as 20000-20999");

    public static Text Slug { get; } = new(
        "1 đến {max} chữ thường không dấu, chữ số và gạch nối, có ít nhất một chữ",
        "1 to {max} lower-case letters a to z, digits and hyphens, with at least one letter");

    public static Text SiteName { get; } = new(
        "1 đến 64 chữ không dấu, chữ số, «-», «_», «.»", "1 to 64 letters a to z, digits, “-”, “_”, “.”");

    public static Text Title { get; } = new("1 đến {max} ký tự trên một dòng", "1 to {max} characters on one line");

    public static Text Digits { get; } = new("1 đến 16 chữ số", "1 to 16 digits");

    public static Text HostName { get; } = new("tên miền, ví dụ hop.khanhhoa.gov.vn", "a host name, such as hop.khanhhoa.gov.vn");

    public static Text Layout { get; } = new(
        "auto, grid:RxC (R, C từ 1 đến {side}), 1+N (N là 5, 7, 9, 12), lecture, single, panes:điểm-a,điểm-b,…",
        "auto, grid:RxC (R, C 1 to {side}), 1+N (N is 5, 7, 9, 12), lecture, single, panes:site-a,site-b,…");

    public static Text SipAddress { get; } = new("địa chỉ SIP, ví dụ sip:phong1@10.1.2.3", "a SIP address, such as sip:room1@10.1.2.3");

    public static Text ExistingFile { get; } = new("đường dẫn tới một tệp đang có", "the path of a file that exists");

    public static Text FilePath { get; } = new("đường dẫn tới một tệp", "the path of a file");

    public static Text NodeId { get; } = new(
        "1 đến 32 chữ thường, chữ số, gạch nối, có ít nhất một chữ", "1 to 32 lower-case letters, digits and hyphens, with at least one letter");

    public static Text HostAndPort { get; } = new("máy:cổng, ví dụ mcu.tinh.vn:7444", "host:port, as in mcu.tinh.vn:7444");

    public static Text CascadeNeedsCertificate { get; } = new(
        "nối tầng cần chứng thư của máy; tạo bằng mcu pki issue", "a cascade needs the node's certificate; make one with mcu pki issue");

    public static Text FileMissing { get; } = new(
        "không có tệp {file}; sửa đường dẫn, hoặc cấp bằng mcu pki issue rồi chép vào đó",
        "there is no file {file}; correct the path, or issue it with mcu pki issue and copy it there");

    public static Text FileForbidden { get; } = new(
        "không có quyền đọc {file}; cho người dùng chạy mcu quyền đọc tệp và thư mục",
        "no right to read {file}; let the user who runs mcu read the file and its folder");

    public static Text HaGroupIsWhole { get; } = new(
        "một nhóm dự phòng gồm hai MCU và một máy làm chứng: cần đủ listen, secret, peers, witness", "a group is two MCUs and a witness: listen, secret, peers and witness are needed");

    public static Text HaGroupOfNode { get; } = new(
        "máy {node} không thuộc đơn vị {group}: với cấp trên, node.id phải là {group} hoặc {group}-2",
        "the node {node} is not of the unit {group}: for the node above, node.id has to be {group}, or {group}-2");

    public static Text HaNeedsCertificate { get; } = new(
        "nhóm dự phòng cần chứng thư của máy; tạo bằng mcu pki issue", "a group with a standby needs the node's certificate; make one with mcu pki issue");

    public static Text Folder { get; } = new("đường dẫn thư mục", "the path of a folder");

    public static Text Count { get; } = new("nhiều nhất {max} mục", "{max} entries at most");

    public static Text Mapping { get; } = new("các cặp khóa: giá trị", "key: value pairs");

    public static Text List { get; } = new("danh sách, mỗi mục bắt đầu bằng «- »", "a list, each entry begun with “- ”");

    public static Text Scalar { get; } = new("một giá trị đơn", "a single value");
}
