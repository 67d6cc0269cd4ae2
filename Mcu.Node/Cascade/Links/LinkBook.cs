using System.Security.Cryptography;
using Mcu.Cascade.Links;

namespace Mcu.Node.Cascade.Links;

/// <summary>The links of a node that have not ended, and which of them are of a kind. Belongs to the control loop.</summary>
internal sealed class LinkBook
{
    private readonly List<NodeLink> links = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<NodeLink> All => links;

    /// <summary>Those with nodes below.</summary>
    public IEnumerable<NodeLink> Downward => links.Where(link => link.Role == LinkRole.Parent);

    /// <summary>A link begins.</summary>
    public void Add(NodeLink link) => links.Add(link);

    /// <summary>A link has ended; false when that is known.</summary>
    public bool Remove(NodeLink link) => links.Remove(link);

    /// <summary>The link with a node above that is up; null: none.</summary>
    public NodeLink? Upward(string node) => links.Find(link => link is { Role: LinkRole.Child, IsAnnounced: true, Session.End: null } && link.Node == node);

    /// <summary>The links that are up with nodes below that speak for a unit.</summary>
    public IEnumerable<NodeLink> WithUnit(string unit) => Downward.Where(link => link is { IsAnnounced: true, Session.End: null } && link.Unit == unit);

    /// <summary>Links with the same node below as another, and that other not among them.</summary>
    public IEnumerable<NodeLink> Beside(NodeLink link) => Downward.Where(other => other != link && other.Node == link.Node);

    /// <summary>The link that a tunnel's token names; null: none.</summary>
    public NodeLink? FindByToken(string node, ReadOnlySpan<byte> token)
    {
        foreach (NodeLink link in links)
        {
            if (link.Node == node && link.Session.Token.Length > 0 && CryptographicOperations.FixedTimeEquals(token, link.Session.Token))
            {
                return link;
            }
        }

        return null;
    }
}
