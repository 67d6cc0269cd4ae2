namespace Mcu.Node.Texts;

/// <summary>What <c>mcu pki</c> says.</summary>
public static class PkiTexts
{
    public static Text Pki { get; } = new(
        "Chứng thư của các máy trong tỉnh; làm ngoại tuyến, chỉ dùng tệp.", "Certificates of the province's nodes; offline, in plain files.");

    public static Text Init { get; } = new("Lập nơi cấp chứng thư (CA) của tỉnh.", "Makes the province's certificate authority.");

    public static Text Issue { get; } = new("Cấp chứng thư đầu tiên cho một máy.", "Issues a node's first certificate.");

    public static Text Renew { get; } = new("Cấp chứng thư mới thay chứng thư đang có của một máy.", "Issues a new certificate in the place of a node's.");

    public static Text List { get; } = new("Mọi chứng thư đã cấp và thời hạn.", "Lists all certificates issued and how long they are good.");

    public static Text Show { get; } = new(
        "Xem và kiểm tra chứng thư, khóa của một máy có khớp nhau không.", "Shows a node's certificate and checks that its files belong together.");

    public static Text ArgNode { get; } = new("mã của máy, là node.id trong mcu.yaml của máy đó", "the node's id: node.id in its mcu.yaml");

    public static Text OptDir { get; } = new("thư mục của CA; giữ kín, có bản sao dự phòng", "the authority's folder; keep it secret and backed up");

    public static Text OptName { get; } = new("tên tỉnh, ghi vào chứng thư của CA (mặc định MCU)", "the province's name, in the authority's certificate (default MCU)");

    public static Text OptYears { get; } = new("CA có hạn mấy năm, 1 đến 50 (mặc định 20)", "years that the authority is good, 1 to 50 (default 20)");

    public static Text OptDays { get; } = new("chứng thư có hạn mấy ngày, 1 đến 3650 (mặc định 825)", "days that the certificate is good, 1 to 3650 (default 825)");

    public static Text OptHost { get; } = new(
        "tên miền hoặc địa chỉ IP ghi thêm vào chứng thư (cho nhiều lần được); kết nối giữa các máy chỉ xét mã máy",
        "a host name or IP address to put in as well (may be repeated); links between nodes go by the node id alone");

    public static Text OptRenewHost { get; } = new(
        "như mcu pki issue; không có thì giữ như chứng thư trước", "as for mcu pki issue; without it, those of the certificate before");

    public static Text OptPassphrase { get; } = new(
        "tệp mà dòng đầu là mật khẩu bảo vệ khóa của CA", "a file whose first line is the passphrase of the authority's key");

    public static Text OptKeepKey { get; } = new("giữ khóa cũ của máy", "keeps the node's key");

    public static Text AllowedHost { get; } = new(
        "tên miền hoặc địa chỉ IP, như mcu.khanhhoa.gov.vn hoặc 10.1.2.3", "a host name or an IP address, such as mcu.khanhhoa.gov.vn or 10.1.2.3");

    public static Text Created { get; } = new(
        "Đã lập {authority}: {certificate}, có hạn đến {until} ({days} ngày).",
        "{authority} is made: {certificate}, good until {until} ({days} days).");

    public static Text KeepSecret { get; } = new(
        "Khóa ở {key}: ai có khóa này thì lập được máy giả. Giữ thư mục ngoại tuyến và sao lưu. Tiếp theo: mcu pki issue MÃ-MÁY --dir {dir}",
        "Its key is {key}: who has it can pose as any node. Keep the folder offline and backed up. Next: mcu pki issue NODE-ID --dir {dir}");

    public static Text Issued { get; } = new(
        "Đã cấp chứng thư cho {node}: {certificate}, khóa {key}, có hạn đến {until} ({days} ngày).",
        "{node} has a certificate: {certificate}, key {key}, good until {until} ({days} days).");

    public static Text EndsWithAuthority { get; } = new(
        "Ngắn hơn yêu cầu, vì CA hết hạn vào ngày đó.", "That is shorter than asked for: the authority ends on that day.");

    public static Text Replaced { get; } = new(
        "Chứng thư trước ({serial}) ghi là đã thay trong {index}; nếu chưa hết hạn thì vẫn được chấp nhận.",
        "The one before ({serial}) is superseded in {index}; until it expires it is still accepted.");

    public static Text PutOnNode { get; } = new(
        "Chép {node}.crt, {node}.key và ca.crt vào {folder} trên máy đó (khóa chỉ người dùng mcu đọc được), và ghi vào mcu.yaml của máy:",
        "Copy {node}.crt, {node}.key and ca.crt to {folder} on that node (the key for user mcu only), and put into its mcu.yaml:");

    public static Text CopyAgain { get; } = new(
        "Chép {node}.crt và {node}.key vào chỗ cũ trên máy đó.", "Copy {node}.crt and {node}.key to where they are on that node.");

    public static Text Authority { get; } = new(
        "{authority}: có hạn đến {until} (còn {days} ngày).", "{authority}: good until {until} ({days} days left).");

    public static Text NoneIssued { get; } = new(
        "Chưa cấp chứng thư nào. Cấp: mcu pki issue MÃ-MÁY --dir {dir}", "No certificates yet. Issue one: mcu pki issue NODE-ID --dir {dir}");

    public static Text RenewThese { get; } = new("Cần cấp lại: mcu pki renew {node} --dir {dir}", "To be renewed: mcu pki renew {node} --dir {dir}");

    public static Text ColNode { get; } = new("Máy", "Node");

    public static Text ColSerial { get; } = new("Số sê-ri", "Serial");

    public static Text ColUntil { get; } = new("Hạn đến", "Until");

    public static Text ColDays { get; } = new("còn ngày", "days left");

    public static Text ColState { get; } = new("Tình trạng", "State");

    public static Text RowUri { get; } = new("Định danh", "Identity");

    public static Text RowHosts { get; } = new("Tên, địa chỉ", "Hosts");

    public static Text RowIssuer { get; } = new("Nơi cấp", "Issuer");

    public static Text RowFingerprint { get; } = new("SHA-256", "SHA-256");

    public static Text RowFiles { get; } = new("Tệp", "Files");

    public static Text RowValidity { get; } = new("Thời hạn", "Good");

    public static Text FromUntil { get; } = new("{from} đến {until}, còn {days} ngày", "{from} to {until}, {days} days left");

    public static Text NotYetValid { get; } = new("chưa đến hạn", "not yet valid");

    public static Text Valid { get; } = new("còn hạn", "valid");

    public static Text ExpiresSoon { get; } = new("sắp hết hạn", "expires soon");

    public static Text Expired { get; } = new("hết hạn", "expired");

    public static Text Superseded { get; } = new("đã thay", "superseded");
}
