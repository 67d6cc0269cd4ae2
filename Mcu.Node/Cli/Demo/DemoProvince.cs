using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Demo;

/// <summary>The nodes of the demonstration, as processes of their own: a province and two districts that feed it.</summary>
internal sealed class DemoProvince : IAsyncDisposable
{
    private readonly DemoFolder folder;
    private readonly List<DemoNode> nodes = [];

    private DemoProvince(CliCall call)
    {
        folder = new DemoFolder(DemoTier.All.Select(tier => tier.Node), call.Environment.Time);
        Uplink = new DemoUplink(DemoTier.Province.Links);
    }

    /// <summary>The line of the last district, which the demonstration cuts.</summary>
    public DemoUplink Uplink { get; }

    /// <summary>The district whose line it is.</summary>
    public static DemoTier CutDistrict => DemoTier.Districts[^1];

    /// <summary>The province's node.</summary>
    public DemoNode Top => nodes[0];

    /// <summary>Starts all of them.</summary>
    public static DemoProvince Start(CliCall call)
    {
        var province = new DemoProvince(call);
        foreach (DemoTier tier in DemoTier.All)
        {
            string? parent = tier == DemoTier.Province ? null : tier == CutDistrict ? province.Uplink.Address : DemoTier.Province.Links;
            string file = province.folder.Write(tier.Node, tier.Configuration(province.folder, parent));
            province.nodes.Add(new DemoNode(file, call.Output.Language));
        }

        return province;
    }

    /// <summary>A node that has ended by itself; null: none has.</summary>
    public DemoNode? Ended => nodes.Find(node => node.HasEnded);

    /// <summary>Asks all to end, the districts first, so that none of them looks for its parent.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (DemoNode node in Enumerable.Reverse(nodes))
        {
            await node.DisposeAsync();
        }

        await Uplink.DisposeAsync();
        folder.Dispose();
    }
}
