using Mcu.Cascade.Links;
using Mcu.Node.Conferences;
using Mcu.Node.Control;

namespace Mcu.Node.Cascade.Links;

/// <summary>What operators hear of links.</summary>
internal sealed class LinkEvents(EventPublisher events)
{
    /// <summary>A link is up.</summary>
    public void Up(NodeLink link) => events.Link(ControlEventKind.LinkUp, Details(link));

    /// <summary>A link has ended, or was refused.</summary>
    public void Ended(NodeLink link, LinkEnd end)
    {
        bool isRefused = end.Kind == LinkEndKind.Refused;
        Dictionary<string, string> details = Details(link);
        details["cause"] = (isRefused ? end.Refusal.ToString() : end.Kind.ToString()).ToLowerInvariant();
        details["detail"] = end.Detail;
        events.Link(isRefused ? ControlEventKind.LinkRefused : ControlEventKind.LinkDown, details);
    }

    private static Dictionary<string, string> Details(NodeLink link) => new(StringComparer.Ordinal)
    {
        ["node"] = link.Node,
        ["role"] = link.Role == LinkRole.Parent ? "child" : "parent",
    };
}
