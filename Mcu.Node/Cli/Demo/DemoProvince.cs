using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Demo;

/// <summary>The nodes of the demonstration, as processes of their own: a province with a standby, and two districts that feed it.</summary>
internal sealed class DemoProvince : IAsyncDisposable
{
    private readonly DemoFolder folder;
    private readonly List<DemoNode> nodes = []; // in the order of DemoTier.All
    private readonly DemoUplink[] uplinks;

    private DemoProvince(CliCall call)
    {
        folder = new DemoFolder(DemoTier.All.Select(tier => tier.Node), call.Environment.Time);
        uplinks = [.. DemoTier.Pair.Select(tier => new DemoUplink(tier.Links))];
    }

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
            string file = province.folder.Write(tier.Node, tier.Configuration(province.folder, province.ParentsOf(tier)));
            DemoFolder.Found(file);
            province.nodes.Add(new DemoNode(file, call.Output.Language));
        }

        return province;
    }

    /// <summary>A node that has ended by itself; null: none has.</summary>
    public DemoNode? Ended => nodes.Find(node => node.HasEnded);

    /// <summary>Cuts the line of <see cref="CutDistrict"/>, to both of the province's MCUs.</summary>
    public void Cut() => Array.ForEach(uplinks, uplink => uplink.Cut());

    /// <summary>Heals it.</summary>
    public Task HealAsync() => Task.WhenAll(uplinks.Select(uplink => uplink.HealAsync()));

    /// <summary>Asks all to end, the districts first, so that none of them looks for its parent.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (DemoNode node in Enumerable.Reverse(nodes))
        {
            await node.DisposeAsync();
        }

        foreach (DemoUplink uplink in uplinks)
        {
            await uplink.DisposeAsync();
        }

        folder.Dispose();
    }

    private IReadOnlyList<string> ParentsOf(DemoTier tier) =>
        DemoTier.Pair.Contains(tier) ? [] :
        tier == CutDistrict ? [.. uplinks.Select(uplink => uplink.Address)] :
        [.. DemoTier.Pair.Select(parent => parent.Links)];
}
