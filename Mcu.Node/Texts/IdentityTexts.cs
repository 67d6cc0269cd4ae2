using Mcu.Cascade.Identity;

namespace Mcu.Node.Texts;

/// <summary>Why a node's identity cannot be used, and why a peer was refused.</summary>
public static class IdentityTexts
{
    public static Text FileUnreadable { get; } = new(
        "Không đọc được {path}: {detail}. Kiểm tra đường dẫn, và người dùng chạy mcu có quyền đọc.",
        "{path} cannot be read: {detail}. Check the path, and that the user who runs mcu may read it.");

    public static Text CertificateMalformed { get; } = new(
        "{path} không phải chứng thư PEM: {detail}. Chép lại tệp .crt từ nơi cấp.",
        "{path} is no PEM certificate: {detail}. Copy the .crt file again from where it was issued.");

    public static Text KeyMalformed { get; } = new(
        "{path} không phải khóa PEM không mật khẩu của chứng thư: {detail}. Chép lại tệp .key từ nơi cấp.",
        "{path} is no PEM key without passphrase that suits the certificate: {detail}. Copy the .key file again from where it was issued.");

    public static Text KeyMismatch { get; } = new(
        "Khóa {path} là của chứng thư khác. Chép cả hai tệp .crt và .key của cùng một lần cấp.",
        "The key {path} is another certificate's. Copy both .crt and .key as they were issued together.");

    public static Text AuthorityMalformed { get; } = new(
        "{path} không có chứng thư CA nào. Chép lại ca.crt từ nơi cấp.", "{path} holds no authority's certificate. Copy ca.crt again from where it was made.");

    public static Text ForeignAuthority { get; } = new(
        "{path} do CA khác cấp ({detail}). Dùng ca.crt của nơi đã cấp chứng thư.",
        "{path} was issued by another authority ({detail}). Use the ca.crt of the one that issued it.");

    public static Text NoNodeId { get; } = new(
        "{path} không gắn với máy nào ({detail}). Cấp bằng mcu pki issue.",
        "{path} is pinned to no node ({detail}). Have it issued by mcu pki issue.");

    public static Text WrongNodeId { get; } = new(
        "{path} là chứng thư của máy {detail}. Chép chứng thư của máy này, hoặc sửa node.id.",
        "{path} is the certificate of node {detail}. Copy this node's own, or correct node.id.");

    public static Text Accepted { get; } = new("được chấp nhận", "accepted");

    public static Text NoCertificate { get; } = new("không có chứng thư", "shows no certificate");

    public static Text ForeignPeer { get; } = new("chứng thư do CA khác cấp", "certificate of another authority");

    public static Text AuthorityExpired { get; } = new("CA đã hết hạn", "the authority has expired");

    public static Text PeerNotYetValid { get; } = new("chứng thư chưa đến hạn: xem lại đồng hồ", "certificate not yet valid: check the clocks");

    public static Text PeerExpired { get; } = new("chứng thư hết hạn: mcu pki renew", "certificate expired: mcu pki renew");

    public static Text WrongUsage { get; } = new("chứng thư dùng cho việc khác", "certificate for another use");

    public static Text PeerWithoutNodeId { get; } = new("chứng thư không gắn với máy nào", "certificate pinned to no node");

    public static Text PeerIsAnother { get; } = new("chứng thư của máy khác", "certificate of another node");

    /// <summary>The message about an identity that cannot be used.</summary>
    public static Message Of(IdentityError error) => Message.Of(Of(error.Fault), ("path", error.Path), ("detail", error.Detail));

    /// <summary>The text of a fault.</summary>
    public static Text Of(IdentityFault fault) => fault switch
    {
        IdentityFault.FileUnreadable => FileUnreadable,
        IdentityFault.CertificateMalformed => CertificateMalformed,
        IdentityFault.KeyMalformed => KeyMalformed,
        IdentityFault.KeyMismatch => KeyMismatch,
        IdentityFault.AuthorityMalformed => AuthorityMalformed,
        IdentityFault.ForeignAuthority => ForeignAuthority,
        IdentityFault.NoNodeId => NoNodeId,
        _ => WrongNodeId,
    };

    /// <summary>Why a peer was refused, in a few words.</summary>
    public static Text Of(PeerRefusal refusal) => refusal switch
    {
        PeerRefusal.None => Accepted,
        PeerRefusal.NoCertificate => NoCertificate,
        PeerRefusal.ForeignAuthority => ForeignPeer,
        PeerRefusal.AuthorityExpired => AuthorityExpired,
        PeerRefusal.NotYetValid => PeerNotYetValid,
        PeerRefusal.Expired => PeerExpired,
        PeerRefusal.WrongUsage => WrongUsage,
        PeerRefusal.NoNodeId => PeerWithoutNodeId,
        _ => PeerIsAnother,
    };
}
