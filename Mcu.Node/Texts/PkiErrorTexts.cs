using Mcu.Node.Pki;

namespace Mcu.Node.Texts;

/// <summary>Why something about certificates cannot be done, and what to do next.</summary>
public static class PkiErrorTexts
{
    public static Text AuthorityExists { get; } = new(
        "{subject} đã có CA, không ghi đè. Xem: mcu pki list --dir {subject}; muốn lập CA khác thì chọn thư mục khác.",
        "{subject} has an authority already, which is not overwritten. See it: mcu pki list --dir {subject}; for another, choose another folder.");

    public static Text FolderNotEmpty { get; } = new(
        "Thư mục {subject} đang có tệp khác. Chọn thư mục mới hoặc trống.",
        "The folder {subject} holds other files. Choose a new or an empty one.");

    public static Text NoAuthority { get; } = new(
        "{subject} chưa có CA (ca.crt). Lập: mcu pki init --dir {subject}; hoặc sửa --dir.",
        "{subject} has no authority (ca.crt). Make one: mcu pki init --dir {subject}; or correct --dir.");

    public static Text AuthorityMalformed { get; } = new(
        "Không dùng được tệp của CA {subject}: {cause}. Lấy lại từ bản sao dự phòng.",
        "The authority's file {subject} cannot be used: {cause}. Bring it back from a backup.");

    public static Text PassphraseNeeded { get; } = new(
        "Khóa của CA {subject} có mật khẩu. Thêm --passphrase-file TỆP.",
        "The authority's key {subject} has a passphrase. Add --passphrase-file FILE.");

    public static Text PassphraseWrong { get; } = new(
        "Mật khẩu không mở được khóa của CA {subject}. Kiểm tra dòng đầu của --passphrase-file.",
        "The passphrase does not open the authority's key {subject}. Check the first line of --passphrase-file.");

    public static Text PassphraseEmpty { get; } = new(
        "Dòng đầu của {subject} trống. Ghi mật khẩu vào dòng đầu.", "The first line of {subject} is empty. Put the passphrase there.");

    public static Text AuthorityExpired { get; } = new(
        "CA {subject} hết hạn ngày {cause}, không cấp được nữa. Lập CA mới: mcu pki init --dir THƯ-MỤC-MỚI, rồi cấp lại cho mọi máy.",
        "The authority {subject} expired on {cause} and issues no more. Make another: mcu pki init --dir NEW-FOLDER, then issue to all nodes.");

    public static Text NodeExists { get; } = new(
        "{subject} đã được cấp chứng thư ({cause}), không ghi đè. Cấp lại: mcu pki renew {subject} --dir …",
        "{subject} has a certificate already ({cause}), which is not overwritten. For a new one: mcu pki renew {subject} --dir …");

    public static Text NodeUnknown { get; } = new(
        "Chưa cấp chứng thư nào cho {subject}. Cấp: mcu pki issue {subject} --dir …; xem các máy: mcu pki list --dir …",
        "No certificate was issued to {subject}. Issue one: mcu pki issue {subject} --dir …; see those there are: mcu pki list --dir …");

    public static Text NodeUnknownNear { get; } = new(
        "Chưa cấp chứng thư nào cho {subject}. Tên gần giống: {cause}. Cấp: mcu pki issue {subject} --dir …; xem các máy: mcu pki list --dir …",
        "No certificate was issued to {subject}. Near names: {cause}. Issue one: mcu pki issue {subject} --dir …; see those there are: mcu pki list --dir …");

    public static Text NodeIdReserved { get; } = new(
        "Mã máy «{subject}» trùng tên tệp của CA ({subject}.crt). Đặt mã khác cho máy: node.id.",
        "Node id “{subject}” is the name of the authority's own files ({subject}.crt). Give the node another: node.id.");

    public static Text NodeKeyMalformed { get; } = new(
        "Không đọc được khóa {subject}: {cause}. Cấp lại với khóa mới: bỏ --keep-key.",
        "The key {subject} cannot be read: {cause}. Renew with a new key: leave --keep-key out.");

    public static Text IndexMalformed { get; } = new(
        "{subject}: không hiểu dòng này. Sửa lại theo các dòng khác, hoặc lấy lại từ bản sao dự phòng.",
        "{subject}: this line cannot be read. Correct it after the others, or bring the file back from a backup.");

    public static Text FileFailed { get; } = new(
        "Không đọc hoặc ghi được {subject}: {cause}. Kiểm tra quyền, dung lượng, và có lệnh mcu pki nào khác đang chạy không.",
        "{subject} cannot be read or written: {cause}. Check its rights, the free space, and that no other mcu pki is running.");

    /// <summary>The message of a refusal.</summary>
    public static Message Of(PkiException error)
    {
        Text text = error is { Fault: PkiFault.NodeUnknown, Cause.Length: > 0 } ? NodeUnknownNear : Of(error.Fault);
        return Message.Of(text, ("subject", error.Subject), ("cause", error.Cause));
    }

    /// <summary>The text of a fault.</summary>
    public static Text Of(PkiFault fault) => fault switch
    {
        PkiFault.AuthorityExists => AuthorityExists,
        PkiFault.FolderNotEmpty => FolderNotEmpty,
        PkiFault.NoAuthority => NoAuthority,
        PkiFault.AuthorityMalformed => AuthorityMalformed,
        PkiFault.PassphraseNeeded => PassphraseNeeded,
        PkiFault.PassphraseWrong => PassphraseWrong,
        PkiFault.PassphraseEmpty => PassphraseEmpty,
        PkiFault.AuthorityExpired => AuthorityExpired,
        PkiFault.NodeExists => NodeExists,
        PkiFault.NodeUnknown => NodeUnknown,
        PkiFault.NodeIdReserved => NodeIdReserved,
        PkiFault.NodeKeyMalformed => NodeKeyMalformed,
        PkiFault.IndexMalformed => IndexMalformed,
        _ => FileFailed,
    };
}
