using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Node.Conferences;
using Mcu.Node.Control;
using Mcu.V1;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>Whom a directive is for: a site whose room has called a node below, or a node below.</summary>
/// <param name="Node">The next node on the way down.</param>
/// <param name="Path">What that node calls it; empty: it is that node.</param>
/// <param name="Unreachable">What an operator is told when no answer comes from there.</param>
internal sealed record DirectiveAddress(string Node, string Path, ControlError Unreachable)
{
    /// <summary>That of a site of another node.</summary>
    public static DirectiveAddress Of(Participant site) =>
        new(site.Via!, SitePath.Within(site.Via!, site.Site)!, ControlErrors.NodeUnreachable(site.Via!, site.Title));

    /// <summary>That of a unit, which may be several nodes below.</summary>
    public static DirectiveAddress Of(MeetingUnit unit)
    {
        string node = SitePath.FirstNode(unit.Path) ?? unit.Path;
        return new DirectiveAddress(node, SitePath.Within(node, unit.Path) ?? "", ControlErrors.UnitUnreachable(unit.Path));
    }

    /// <summary>Where a directive of the node above goes on to; null: nowhere, it is carried out or refused here.</summary>
    public static DirectiveAddress? Below(LiveConference conference, Directive directive)
    {
        if (UnitDirectives.From(directive) is not null)
        {
            return conference.Links.Units.TryGetValue(directive.Path, out MeetingUnit? unit) ? Of(unit) : null;
        }

        return conference.State.Find(directive.Path) is { Via: not null } site ? Of(site) : null;
    }
}
