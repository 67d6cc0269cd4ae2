using Mcu.Cascade.Links;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Configuration;
using Mcu.V1;

namespace Mcu.Node.Cascade.Links;

/// <summary>
/// The one link upward that meetings use, so that two parents are never summed, and with it where in the tree this node is. Belongs to the
/// control loop.
/// </summary>
internal sealed class ParentChoice(McuConfiguration configuration, LinkBook links, MeetingInbox inbox)
{
    private readonly LeaderChoice<NodeLink> choice = new();
    private ulong followed; // the term in which it led when it was chosen
    private string[] toldPath = [];

    /// <summary>The link in use; null: this node is a root, or alone.</summary>
    public NodeLink? Active { get; private set; }

    /// <summary>From the root down to this node.</summary>
    public IReadOnlyList<string> Path => [.. Active?.Session.ParentPath ?? [], configuration.Node.Id];

    // Links upward that are up, in the configuration's order.
    private IEnumerable<LinkCandidate<NodeLink>> Candidates => configuration.Cascade.Parents
        .Select(parent => links.Upward(parent.Node))
        .Where(link => link is not null)
        .Select(link => new LinkCandidate<NodeLink>(link!, link!.Node, link.Session.PeerLeads, link.Session.PeerTerm, link.Meetings.Count > 0));

    /// <summary>Chooses anew, and tells meetings when they have another one, or none, or begin anew on the same.</summary>
    public void Choose(Instant now)
    {
        NodeLink? next = choice.Choose([.. Candidates], Active, now);
        if (ReferenceEquals(next, Active) && !HasBegunAnew(Active))
        {
            return;
        }

        if (Active is { } former)
        {
            Active = null;
            inbox.Meetings.OnParentDown(former, now);
        }

        Active = next;
        if (Active is not null)
        {
            followed = Active.Session.PeerTerm;
            inbox.Meetings.OnParentUp(Active);
            foreach (Meeting meeting in Active.Meetings)
            {
                inbox.OnParentMessage(Active, new LinkEnvelope { Meeting = meeting }, now); // told while another parent was in use
            }
        }

        TellPath();
    }

    /// <summary>A node above said something: meetings hear it from the one in use.</summary>
    public void Take(NodeLink link, LinkEnvelope envelope, Instant now)
    {
        link.Remember(envelope);
        if (ReferenceEquals(link, Active))
        {
            inbox.OnParentMessage(link, envelope, now);
        }
    }

    /// <summary>Tells all links the path when it has changed.</summary>
    public void TellPath()
    {
        string[] path = [.. Path];
        if (path.AsSpan().SequenceEqual(toldPath))
        {
            return;
        }

        toldPath = path;
        foreach (NodeLink link in links.All)
        {
            link.Session.TellPath();
        }
    }

    // It lost the lead and has it again: the meetings and channels of before it has dropped without a word.
    private bool HasBegunAnew(NodeLink? link) => link is { Session: { PeerLeads: true } session } && session.PeerTerm != followed;
}
