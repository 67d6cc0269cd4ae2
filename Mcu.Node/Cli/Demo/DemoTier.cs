using System.Globalization;
using Mcu.Node.Configuration;

namespace Mcu.Node.Cli.Demo;

/// <summary>
/// One node of the demonstration: which it is, and its ports on loopback. The province has the defaults of the program, so
/// that every command finds it without <c>--server</c>.
/// </summary>
/// <param name="Node">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Place">0 is the province, then districts.</param>
/// <param name="Rooms">Names of the simulated rooms that call it.</param>
internal sealed record DemoTier(string Node, string Title, int Place, IReadOnlyList<string> Rooms)
{
    private const int PortStep = 10;
    private const int MediaPorts = 400;
    private const int FirstMediaPort = 20_000;

    /// <summary>The province.</summary>
    public static DemoTier Province { get; } = new("khanh-hoa", "Khánh Hòa", 0, ["UBND tỉnh Khánh Hòa", "TP Nha Trang", "TP Cam Ranh"]);

    /// <summary>Two of its districts, and communes of theirs.</summary>
    public static IReadOnlyList<DemoTier> Districts { get; } =
    [
        new("khanh-son", "Khánh Sơn", 1, ["Xã Sơn Bình", "Xã Ba Cụm Bắc", "Thị trấn Tô Hạp"]),
        new("van-ninh", "Vạn Ninh", 2, ["Xã Đại Lãnh", "Xã Vạn Thọ", "Thị trấn Vạn Giã"]),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DemoTier> All { get; } = [Province, .. Districts];

    /// <summary>Where rooms call it.</summary>
    public string Sip => Loopback(McuConfiguration.Default.Sip.Listen.Port);

    /// <summary>Where operators reach it.</summary>
    public string Grpc => Loopback(McuConfiguration.Default.Grpc.Listen.Port);

    /// <summary>Where nodes below it dial.</summary>
    public string Links => Loopback(McuConfiguration.Default.Grpc.Listen.Port + 1);

    /// <summary>Its configuration.</summary>
    /// <param name="folder">Where its data and its certificate lie.</param>
    /// <param name="parent">Where it dials the province; null for the province itself.</param>
    public string Configuration(DemoFolder folder, string? parent)
    {
        int first = FirstMediaPort + (Place * MediaPorts);
        string upward = parent is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $"  parents:\n    - {{node: {Province.Node}, address: '{parent}'}}\n");
        return string.Create(CultureInfo.InvariantCulture, $"""
            data: {DemoFolder.Quote(folder.DataOf(Node))}
            node:
              id: {Node}
              name: {Title}
            sip:
              listen: {Sip}
            grpc:
              listen: {Grpc}
            media:
              ports: {first}-{first + MediaPorts - 1}
            cascade:
              listen: {Links}
              certificate: {DemoFolder.Quote(folder.Certificates.FilesOf(Node).Certificate)}
              key: {DemoFolder.Quote(folder.Certificates.FilesOf(Node).Key)}
              authority: {DemoFolder.Quote(folder.Certificates.AuthorityCertificate)}
            {upward}
            """);
    }

    private string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port + (Place * PortStep)}");
}
