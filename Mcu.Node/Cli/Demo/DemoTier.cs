using System.Globalization;
using Mcu.Node.Configuration;

namespace Mcu.Node.Cli.Demo;

/// <summary>
/// One node of the demonstration: which it is, and its ports on loopback. The province has the defaults of the program, so
/// that every command finds it without <c>--server</c>.
/// </summary>
/// <param name="Node">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Place">0 is the province, then districts, then its standby.</param>
/// <param name="Rooms">Names of the simulated rooms that call it.</param>
internal sealed record DemoTier(string Node, string Title, int Place, IReadOnlyList<string> Rooms)
{
    private const int PortStep = 10;
    private const int MediaPorts = 400;
    private const int FirstMediaPort = 20_000;
    private const string Detect = "450ms"; // five nodes and nine rooms share this machine, perhaps with others

    /// <summary>The province.</summary>
    public static DemoTier Province { get; } = new("khanh-hoa", "Khánh Hòa", 0, ["UBND tỉnh Khánh Hòa", "TP Nha Trang", "TP Cam Ranh"]);

    /// <summary>Two of its districts, and communes of theirs.</summary>
    public static IReadOnlyList<DemoTier> Districts { get; } =
    [
        new("khanh-son", "Khánh Sơn", 1, ["Xã Sơn Bình", "Xã Ba Cụm Bắc", "Thị trấn Tô Hạp"]),
        new("van-ninh", "Vạn Ninh", 2, ["Xã Đại Lãnh", "Xã Vạn Thọ", "Thị trấn Vạn Giã"]),
    ];

    /// <summary>The province's second MCU, which takes over when the first is lost. No room calls it.</summary>
    public static DemoTier Standby { get; } = new("khanh-hoa-2", "Khánh Hòa, dự phòng", 3, []);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DemoTier> All { get; } = [Province, Standby, .. Districts];

    /// <summary>Those that rooms call.</summary>
    public static IReadOnlyList<DemoTier> WithRooms { get; } = [Province, .. Districts];

    /// <summary>The province's two MCUs.</summary>
    public static IReadOnlyList<DemoTier> Pair { get; } = [Province, Standby];

    /// <summary>The district that votes on which of them leads.</summary>
    public static DemoTier Witness => Districts[0];

    /// <summary>Both of the province's MCUs, as <c>--server</c> takes them.</summary>
    public static string Servers => string.Join(',', Pair.Select(tier => tier.Grpc));

    /// <summary>Where rooms call it.</summary>
    public string Sip => Loopback(McuConfiguration.Default.Sip.Listen.Port);

    /// <summary>Where operators reach it.</summary>
    public string Grpc => Loopback(McuConfiguration.Default.Grpc.Listen.Port);

    /// <summary>Where nodes below it dial.</summary>
    public string Links => Loopback(McuConfiguration.Default.Grpc.Listen.Port + 1);

    /// <summary>Where the other members of the province's group reach it.</summary>
    public string Consensus => Loopback(McuConfiguration.Default.Grpc.Listen.Port + 2);

    /// <summary>Its configuration.</summary>
    /// <param name="folder">Where its data and its certificate lie.</param>
    /// <param name="parents">Where it dials the province's MCUs, in the order of <see cref="Pair"/>; none for those themselves.</param>
    public string Configuration(DemoFolder folder, IReadOnlyList<string> parents)
    {
        int first = FirstMediaPort + (Place * MediaPorts);
        string upward = parents.Count == 0 ? "" : $"  parents: [{string.Join(", ", Pair.Zip(parents, Member))}]\n";
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
            {upward}ha: {Group(folder)}
            """);
    }

    private string Group(DemoFolder folder)
    {
        DemoTier[] others = [.. Pair.Where(tier => tier != this)];
        string peers = string.Join(", ", others.Select(tier => Member(tier, tier.Consensus)));
        return others.Length == 1
            ? $"{{group: {Province.Node}, role: {(this == Province ? "primary" : "standby")}, listen: '{Consensus}', detect: {Detect}, "
                + $"secret: {DemoFolder.Quote(folder.Secret)}, peers: [{peers}], witness: {Member(Witness, Witness.Consensus)}}}"
            : $"{{witness_for: [{(this == Witness ? $"{{group: {Province.Node}, listen: '{Consensus}', detect: {Detect}, peers: [{peers}]}}" : "")}]}}";
    }

    private static string Member(DemoTier tier, string address) => $"{{node: {tier.Node}, address: '{address}'}}";

    private string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port + (Place * PortStep)}");
}
