using System.Net;
using Mcu.V1;

namespace Mcu.Node.Cascade.Links;

/// <summary>What is known of the nodes below beside their links: what they said of themselves, and which are lost. Belongs to the control loop.</summary>
/// <param name="own">Where this node takes SIP.</param>
internal sealed class NodesBelow(IPEndPoint own)
{
    private readonly Dictionary<string, LostChild> lost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tree> trees = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Unit, IPEndPoint Sip)> addresses = new(StringComparer.Ordinal);

    /// <summary>Nodes that were linked since this node started, and are not now.</summary>
    public IReadOnlyCollection<LostChild> Lost => lost.Values;

    /// <summary>What each last said of itself and those below it.</summary>
    public IReadOnlyDictionary<string, Tree> Trees => trees;

    /// <summary>Where the nodes of a unit take SIP, as they said when they were linked last.</summary>
    public IEnumerable<IPEndPoint> SipOf(string unit) => addresses.Values.Where(node => node.Unit == unit).Select(node => node.Sip);

    /// <summary>A node's link is up.</summary>
    public void Found(NodeLink link)
    {
        lost.Remove(link.Node);
        addresses.Remove(link.Node);
        if (IPEndPoint.TryParse(link.Session.Peer!.Sip, out IPEndPoint? sip) && !sip.Equals(own))
        {
            addresses[link.Node] = (link.Unit, sip);
        }
    }

    /// <summary>A node told its tree.</summary>
    public void Describe(string node, Tree tree) => trees[node] = tree;

    /// <summary>A node's link has ended.</summary>
    /// <param name="link">That link.</param>
    /// <param name="isLast">Whether there is no other with the node.</param>
    public void Leave(NodeLink link, bool isLast)
    {
        trees.Remove(link.Node);
        if (isLast)
        {
            lost[link.Node] = new LostChild(link.Node, link.Session.Peer?.Title ?? "", DateTimeOffset.UtcNow);
        }
    }
}
