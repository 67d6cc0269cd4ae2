namespace Mcu.Node.Texts;

/// <summary>Why the node cannot start.</summary>
public static class StartTexts
{
    public static Text PortInUse { get; } = new(
        "Cổng {address} ({key}) đang bị chương trình khác dùng. Tìm chương trình đó: ss -lntup 'sport = :{port}'; hoặc đổi {key} trong cấu hình.",
        "{address} ({key}) is in use by another program. Find it: ss -lntup 'sport = :{port}'; or change {key} in the configuration.");

    public static Text AddressNotHere { get; } = new(
        "Máy này không có địa chỉ {address} ({key}). Xem các địa chỉ: ip -brief address; rồi đổi {key} trong cấu hình.",
        "This machine does not have the address {address} ({key}). See those it has: ip -brief address; then change {key} in the configuration.");

    public static Text PortForbidden { get; } = new(
        "Không được quyền mở {address} ({key}). Cổng dưới 1024 cần quyền CAP_NET_BIND_SERVICE; hoặc đổi {key} trong cấu hình.",
        "No right to open {address} ({key}). Ports under 1024 need CAP_NET_BIND_SERVICE; or change {key} in the configuration.");

    public static Text ListenFailed { get; } = new(
        "Không mở được {address} ({key}): {cause}.",
        "{address} ({key}) cannot be opened: {cause}.");
}
