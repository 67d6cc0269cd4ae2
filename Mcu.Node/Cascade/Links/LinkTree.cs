using Google.Protobuf.WellKnownTypes;
using Mcu.Cascade.Links;
using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Node.Cascade.Links;

/// <summary>The tree of nodes from here down, as operators see it.</summary>
internal static class LinkTree
{
    /// <summary>This node and all below it, itself first.</summary>
    public static Tree Of(NodeLinks links, Instant now)
    {
        var tree = new Tree();
        tree.Nodes.Add(Own(links, now));
        tree.Nodes.AddRange(links.Trees.Values.SelectMany(below => below.Nodes));
        return tree;
    }

    /// <summary>This node.</summary>
    public static V1.NodeLinks Own(NodeLinks links, Instant now)
    {
        var here = new V1.NodeLinks { Node = links.Self.Node, Title = links.Self.Title, Version = links.Self.Version };
        IReadOnlyDictionary<string, string> breakers = links.Breakers();
        here.Links.AddRange(links.All.Select(link => Describe(links, link, now, breakers)));
        here.Links.AddRange(breakers
            .Where(dialled => !links.All.Any(link => link.Role == LinkRole.Child && link.Node == dialled.Key))
            .Select(dialled => new LinkInfo { Node = dialled.Key, Up = true, State = LinkState.Down, RttMs = -1, Breaker = dialled.Value }));
        here.Links.AddRange(links.Lost.Select(child => new LinkInfo
        {
            Node = child.Node, Title = child.Title, State = LinkState.Down, Since = child.Since.ToTimestamp(), RttMs = -1, Adopted = (uint)links.Adopted(child.Node),
        }));
        return here;
    }

    private static LinkInfo Describe(NodeLinks links, NodeLink link, Instant now, IReadOnlyDictionary<string, string> breakers)
    {
        LinkSession session = link.Session;
        var info = new LinkInfo
        {
            Node = link.Node,
            Title = session.Peer?.Title ?? "",
            Up = link.Role == LinkRole.Child,
            State = session.State,
            Since = link.UpSince?.ToTimestamp(),
            Transport = link.Media?.Transport ?? LinkTransport.Unspecified,
            RttMs = session.RoundTrip?.TotalMilliseconds ?? -1,
            Version = session.Peer?.Version ?? "",
            Breaker = link.Role == LinkRole.Child ? breakers.GetValueOrDefault(link.Node) ?? "" : "",
            Adopted = link.Role == LinkRole.Parent && link.Session.PeerLeads ? (uint)links.Adopted(link.Unit) : 0,
            AgeMs = (ulong)Math.Max(0, (now - session.HeardAt).TotalMilliseconds),
        };
        if (link.Media is { } media)
        {
            (info.InKbps, info.OutKbps, info.LossPercent) = (media.Traffic.InKbps, media.Traffic.OutKbps, media.Traffic.LossPercent);
        }

        info.Below.AddRange(session.Below);
        return info;
    }
}
