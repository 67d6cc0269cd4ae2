using Mcu.Cascade.Links;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Meetings;
using Mcu.V1;

namespace Mcu.Node.Cascade.Links;

/// <summary>Of a unit below with a standby, the one node that has a part in meetings: that which leads its group. Belongs to the control loop.</summary>
internal sealed class UnitChoices(LinkBook links, MeetingInbox inbox)
{
    private readonly Dictionary<string, (LeaderChoice<NodeLink> Choice, NodeLink? Link)> units = new(StringComparer.Ordinal);

    /// <summary>Chooses anew for every unit.</summary>
    public void Choose(Instant now) => units.Keys.ToList().ForEach(unit => Choose(unit, now));

    /// <summary>Chooses anew for a unit, and tells meetings when it is another.</summary>
    public void Choose(string unit, Instant now)
    {
        (LeaderChoice<NodeLink> among, NodeLink? former) = units.TryGetValue(unit, out var known) ? known : (new LeaderChoice<NodeLink>(), null);
        NodeLink? next = among.Choose(
            [
                .. links.WithUnit(unit)
                    .Select(link => new LinkCandidate<NodeLink>(link, link.Node, link.Session.PeerLeads, link.Session.PeerTerm, HasMeetings: true)),
            ],
            former,
            now);
        units[unit] = (among, next);
        if (ReferenceEquals(next, former))
        {
            return;
        }

        if (former is not null)
        {
            inbox.OnChildDown(former, now);
        }

        if (next is not null)
        {
            inbox.Meetings.OnChildUp(next, now);
        }
    }

    /// <summary>A node below said something: meetings hear it from the one that was chosen.</summary>
    public void Take(NodeLink link, LinkEnvelope envelope, Instant now)
    {
        if (ReferenceEquals(link, units.GetValueOrDefault(link.Unit).Link))
        {
            inbox.OnChildMessage(link, envelope, now);
        }
    }
}
