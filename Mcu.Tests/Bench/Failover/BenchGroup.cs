using Grpc.Core;
using Mcu.Cascade.Consensus;
using Mcu.Node.Failover;
using Mcu.Node.Pki;
using Mcu.V1;

namespace Mcu.Tests.Bench.Failover;

/// <summary>Two MCUs of a province, their witness, and a district below them.</summary>
internal sealed class BenchGroup : IDisposable
{
    private const string Group = "khanh-hoa";
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private static readonly string[] Ids = ["khanh-hoa-1", "khanh-hoa-2", "nha-trang", "khanh-son"];
    private static readonly string[] Addresses = ["127.0.72.1", "127.0.72.2", "127.0.72.3", "127.0.72.4"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mcu-bench-");
    private readonly GroupNode[] nodes;

    /// <summary>Starts them.</summary>
    public BenchGroup(BenchContext context)
    {
        var pki = new PkiStore(Path.Combine(folder.FullName, "pki"), TimeProvider.System);
        pki.Create("bench", years: 1, passphrase: null);
        string secret = Path.Combine(folder.FullName, "group.secret");
        GroupSecret.Create(secret);
        string[] further = [Member("primary", 1, secret), Member("standby", 0, secret), Witness, Parents];
        nodes = [.. Ids.Select((id, at) => Make(context, pki, id, Addresses[at], further[at]))];
        foreach (string member in Ids[..3])
        {
            ConsensusFolder.Found(Path.Combine(folder.FullName, member, "ha", Group));
        }

        Array.ForEach(nodes, node => node.Start());
    }

    /// <summary>Both MCUs.</summary>
    public IReadOnlyList<GroupNode> Members => nodes[..2];

    /// <summary>The district's node.</summary>
    public GroupNode District => nodes[3];

    private static string Witness => $"ha: {{witness_for: [{{group: {Group}, listen: '{GroupNode.GroupAddress(Addresses[2])}', peers: [{Peer(0)}, {Peer(1)}]}}]}}";

    private static string Parents =>
        $"  parents: [{{node: {Ids[0]}, address: '{GroupNode.LinkAddress(Addresses[0])}'}}, {{node: {Ids[1]}, address: '{GroupNode.LinkAddress(Addresses[1])}'}}]";

    /// <summary>The MCU that leads while the other follows without lag, and has rehearsed; null: the group is not whole.</summary>
    public GroupNode? Whole() => nodes[..2].FirstOrDefault(node =>
        Ask(node) is { Role: HaRole.Active } active && active.Members.All(member => member.Node == node.Id || member is { Reachable: true, HasLag: true, Lag: 0 })
        && Ask(PeerOf(node)) is { Role: HaRole.Standby, Rehearsed: true });

    /// <summary>The MCU that has led for a while: after the start the standby may lead first, and hands over to the primary then.</summary>
    public GroupNode? Settled()
    {
        GroupNode? before = Whole();
        Thread.Sleep(Settling);
        return Whole() is { } after && after == before ? after : null;
    }

    /// <summary>The other MCU.</summary>
    public GroupNode PeerOf(GroupNode node) => ReferenceEquals(node, nodes[0]) ? nodes[1] : nodes[0];

    /// <summary>The group as a node sees it; null: it does not answer.</summary>
    public static ShowHaResponse? Ask(GroupNode node)
    {
        try
        {
            return node.Failover.Show(new ShowHaRequest(), deadline: DateTime.UtcNow.AddSeconds(1));
        }
        catch (RpcException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(nodes, node => node.Dispose());
        folder.Delete(recursive: true);
    }

    private static string Peer(int at) => $"{{node: {Ids[at]}, address: '{GroupNode.GroupAddress(Addresses[at])}'}}";

    private static string Member(string role, int peer, string secret) => $$"""
        ha: {group: {{Group}}, role: {{role}}, listen: '{{GroupNode.GroupAddress(Addresses[1 - peer])}}', secret: '{{secret}}', peers: [{{Peer(peer)}}], witness: {{Peer(2)}}}
        conferences:
          - {name: giao-ban, number: '1000', title: Giao ban, size: 640x360, fps: 25, bitrate: 600k}
        """;

    private GroupNode Make(BenchContext context, PkiStore pki, string id, string address, string further)
    {
        pki.Issue(new NodeCertificateRequest(id, [], TimeSpan.FromDays(30)), passphrase: null);
        return new GroupNode(context, folder.FullName, id, address, pki.FilesOf(id), further);
    }
}
