namespace Mcu.Node.Simulate;

/// <summary>Names of sites.</summary>
public static class SiteNames
{
    /// <summary>The province of Khánh Hòa with its districts and some of their communes, as they were before July 2025.</summary>
    public static IReadOnlyList<string> KhanhHoa { get; } =
    [
        "UBND tỉnh Khánh Hòa", "TP Nha Trang", "TP Cam Ranh", "Thị xã Ninh Hòa", "Huyện Vạn Ninh", "Huyện Diên Khánh",
        "Huyện Khánh Vĩnh", "Huyện Khánh Sơn", "Huyện Cam Lâm", "Huyện Trường Sa", "Thị trấn Tô Hạp", "Xã Sơn Bình",
        "Xã Sơn Hiệp", "Xã Sơn Lâm", "Xã Sơn Trung", "Xã Ba Cụm Bắc", "Xã Ba Cụm Nam", "Xã Thành Sơn",
        "Thị trấn Khánh Vĩnh", "Xã Khánh Bình", "Xã Khánh Đông", "Xã Khánh Hiệp", "Xã Khánh Nam", "Xã Khánh Phú",
        "Xã Khánh Thành", "Xã Khánh Thượng", "Xã Khánh Trung", "Xã Cầu Bà", "Xã Giang Ly", "Xã Liên Sang",
        "Xã Sông Cầu", "Xã Sơn Thái", "Thị trấn Diên Khánh", "Xã Diên An", "Xã Diên Điền", "Xã Diên Lâm",
        "Xã Diên Phước", "Xã Diên Sơn", "Xã Diên Tân", "Xã Diên Thọ", "Xã Suối Hiệp", "Xã Suối Tiên",
        "Thị trấn Cam Đức", "Xã Cam An Bắc", "Xã Cam Hải Đông", "Xã Cam Hiệp Nam", "Xã Cam Hòa", "Xã Cam Tân",
        "Xã Suối Cát", "Xã Suối Tân", "Thị trấn Vạn Giã", "Xã Đại Lãnh", "Xã Vạn Bình", "Xã Vạn Hưng",
        "Xã Vạn Long", "Xã Vạn Phước", "Xã Vạn Thọ", "Xã Xuân Sơn", "Phường Ninh Hiệp", "Phường Ninh Diêm",
        "Xã Ninh An", "Xã Ninh Ích", "Xã Ninh Phụng", "Xã Ninh Sim", "Xã Ninh Tây", "Xã Ninh Vân",
    ];

    /// <summary>The name of a room: its own, or a numbered one beyond the list; a watcher's is marked as such.</summary>
    public static string Of(IReadOnlyList<string> names, int room, int sites) => room switch
    {
        _ when room >= sites => $"Theo dõi {room - sites + 1}",
        _ when room < names.Count => names[room],
        _ => $"Điểm cầu {room + 1}",
    };
}
