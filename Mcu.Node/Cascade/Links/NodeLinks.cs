using System.Net;
using Mcu.Cascade.Identity;
using Mcu.Cascade.Links;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Media;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Conferences;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Media;
using Mcu.V1;

namespace Mcu.Node.Cascade.Links;

/// <summary>
/// All links of this node: to the nodes below, to the node above and its standbys. It tells meetings which there are; of the
/// links upward meetings know one at a time, so that two parents are never summed. Belongs to the control loop.
/// </summary>
public sealed class NodeLinks
{
    private const int TicksPerSecond = 10;

    private readonly McuConfiguration configuration;
    private readonly MediaEngine engine;
    private readonly MeetingInbox inbox;
    private readonly EventPublisher events;
    private readonly LinkMediaOptions mediaOptions;
    private readonly LinkSelf self;
    private readonly List<NodeLink> links = [];
    private readonly Dictionary<string, LostChild> lost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tree> trees = new(StringComparer.Ordinal);
    private readonly LeaderChoice<NodeLink> choice = new();
    private readonly Dictionary<string, (LeaderChoice<NodeLink> Choice, NodeLink? Link)> units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Unit, IPEndPoint Sip)> below = new(StringComparer.Ordinal);
    private NodeLink? active;
    private ulong followed; // the term in which it led when it was chosen
    private string[] toldPath = [];
    private ulong generations;
    private int ticks;

    /// <summary>Begins without links.</summary>
    public NodeLinks(McuConfiguration configuration, ulong boot, MediaEngine engine, LinkMediaOptions mediaOptions, MeetingInbox inbox, EventPublisher events)
    {
        (this.configuration, this.engine, this.mediaOptions, this.inbox, this.events) = (configuration, engine, mediaOptions, inbox, events);
        self = new LinkSelf(configuration.Node.Id, configuration.Node.Name, boot, Hosting.NodeStatusReader.Version) 
        {
            Path = () => Path,
            Below = () => Below,
            Group = configuration.Ha.Group ?? "",
            Sip = $"{configuration.Sip.Listen.ToEndPoint()}",
            Term = () => Office().Term,
            Leads = () => Office().Leads,
        };
    }

    /// <summary>What this node says of itself.</summary>
    public LinkSelf Self => self;

    /// <summary>Whether this node leads its HA group, and the term of its newest election; who has no group leads always.</summary>
    public Func<(bool Leads, ulong Term)> Office { get; set; } = () => (true, 0);

    /// <summary>Where the breakers of the links upward stand, by node.</summary>
    public Func<IReadOnlyDictionary<string, string>> Breakers { get; set; } = () => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How many rooms of a unit this node has called in its place.</summary>
    public Func<string, int> Adopted { get; set; } = _ => 0;

    /// <summary>The node's identity, whose files are looked at now and then; none: it has no links.</summary>
    public NodeIdentityStore? Identities { get; set; }

    /// <summary>Links that have not ended.</summary>
    public IReadOnlyList<NodeLink> All => links;

    /// <summary>Nodes below that were linked since this node started, and are not now.</summary>
    public IReadOnlyCollection<LostChild> Lost => lost.Values;

    /// <summary>Whether any node below that speaks for a unit is linked, leading or not.</summary>
    public bool HasUnit(string unit) => links.Exists(link => link is { Role: LinkRole.Parent, IsAnnounced: true, Session.End: null } && link.Unit == unit);

    /// <summary>Where the nodes of a unit take SIP, as they said when they were linked last.</summary>
    public IEnumerable<IPEndPoint> SipOf(string unit) => below.Values.Where(node => node.Unit == unit).Select(node => node.Sip);

    /// <summary>The link upward that meetings use; null: this node is a root, or alone.</summary>
    public NodeLink? Parent => active;

    /// <summary>From the root down to this node.</summary>
    public IReadOnlyList<string> Path => [.. active?.Session.ParentPath ?? [], self.Node];

    /// <summary>This node and all below it.</summary>
    public IReadOnlyList<string> Below =>
        [self.Node, .. links.Where(link => link.Role == LinkRole.Parent).SelectMany(link => link.Session.Below).Distinct(StringComparer.Ordinal)];

    /// <summary>What each node below last said of itself and those below it, by child.</summary>
    public IReadOnlyDictionary<string, Tree> Trees => trees;

    /// <summary>A node connects from below; the link that it gets may be refused at once.</summary>
    /// <param name="node">The id of its certificate.</param>
    /// <param name="now">The present.</param>
    public NodeLink OpenChild(string node, Instant now)
    {
        NodeLink link = Add(LinkRole.Parent, node, generation: 0, now);
        if (configuration.Cascade.Children.Count > 0 && !configuration.Cascade.Children.Contains(node, StringComparer.Ordinal))
        {
            link.Session.Refuse(RefusalReason.UnknownChild, $"{node} is not in cascade.children of {self.Node}");
        }
        else if (links.Count(other => other.Role == LinkRole.Parent && other.Node != node) >= configuration.Cascade.MaxChildren)
        {
            link.Session.Refuse(RefusalReason.Full, $"cascade.max_children of {self.Node} is {configuration.Cascade.MaxChildren}");
        }

        return link;
    }

    /// <summary>A connection to a node above is there.</summary>
    public NodeLink OpenParent(string node, Instant now) => Add(LinkRole.Child, node, ++generations, now);

    /// <summary>The link that a tunnel's token names; null: none.</summary>
    public NodeLink? FindByToken(string node, ReadOnlySpan<byte> token)
    {
        foreach (NodeLink link in links)
        {
            if (link.Node == node && link.Session.Token.Length > 0 && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(token, link.Session.Token))
            {
                return link;
            }
        }

        return null;
    }

    /// <summary>An envelope came on a link.</summary>
    public void Receive(NodeLink link, LinkEnvelope envelope, Instant now)
    {
        bool isForUs = link.Session.Receive(envelope, now);
        if (link.Session is { Peer: not null, End: null } && !link.IsAnnounced)
        {
            Announce(link, now);
        }

        if (isForUs && !link.TakeMedia(envelope, now))
        {
            Take(link, envelope, now);
        }

        Settle(link, now);
        if (link.IsAnnounced)
        {
            Choose(link, now);
        }
    }

    /// <summary>A link's connection is gone.</summary>
    public void Break(NodeLink link, LinkEndKind kind, string detail, Instant now)
    {
        link.Session.Break(kind, detail);
        Settle(link, now);
    }

    /// <summary>Heartbeats, silences, media, the tree; ten times a second.</summary>
    public void Tick(Instant now)
    {
        Identities?.Refresh(now);
        bool isSecond = ++ticks % TicksPerSecond == 0;
        foreach (NodeLink link in links.ToArray())
        {
            if (!link.Tick(now, isSecond))
            {
                link.Session.Break(LinkEndKind.Congested, "");
            }

            Settle(link, now);
        }

        ChooseParent(now);
        units.Keys.ToList().ForEach(unit => ChooseChild(unit, now));
        if (isSecond && active is not null)
        {
            active.TrySend(new LinkEnvelope { Tree = LinkTree.Of(this, now) });
        }

        TellPath();
    }

    /// <summary>Whether this node leads has changed, or links have missed something: every link is told at once, of all meetings and channels anew.</summary>
    public void Announce(Instant now)
    {
        inbox.Meetings.TellAnew();
        links.ForEach(link => link.Session.BeatNow());
        links.ForEach(link => link.Media?.TellAnew());
        Tick(now);
        inbox.Tick(now);
        foreach (NodeLink link in links.ToArray())
        {
            Settle(link, now);
        }
    }

    /// <summary>Says goodbye on every link: the node stops.</summary>
    public void Stop(Instant now)
    {
        foreach (NodeLink link in links.ToArray())
        {
            link.Session.Close(GoodbyeReason.Stopping);
            Settle(link, now);
        }
    }

    private NodeLink Add(LinkRole role, string node, ulong generation, Instant now)
    {
        var link = new NodeLink(role, node, new LinkSession(role, self, node, generation, now), engine, mediaOptions, inbox.Meetings);
        links.Add(link);
        link.Flush(now);
        return link;
    }

    private void Announce(NodeLink link, Instant now)
    {
        if (link.Role == LinkRole.Parent)
        {
            NodeLink[] others = [.. links.Where(other => other != link && other.Role == LinkRole.Parent && other.Node == link.Node && other.IsAnnounced)];
            if (Array.Exists(others, other => !link.Session.Peer!.Replaces(other.Session.Peer!)))
            {
                link.Session.Close(GoodbyeReason.Replaced); // an attach that the child has given up, and that a bad line brought late
                return;
            }

            foreach (NodeLink former in others)
            {
                former.Session.Close(GoodbyeReason.Replaced);
                Settle(former, now);
            }
        }

        link.Begin(now);
        events.Link(ControlEventKind.LinkUp, Details(link));
        if (link.Role == LinkRole.Parent)
        {
            lost.Remove(link.Node);
            NoteAddress(link);
        }

        Choose(link, now);
    }

    private void NoteAddress(NodeLink link)
    {
        below.Remove(link.Node);
        if (IPEndPoint.TryParse(link.Session.Peer!.Sip, out IPEndPoint? sip) && !sip.Equals(configuration.Sip.Listen.ToEndPoint()))
        {
            below[link.Node] = (link.Unit, sip);
        }
    }

    private void Take(NodeLink link, LinkEnvelope envelope, Instant now)
    {
        if (link.Role == LinkRole.Child)
        {
            link.Remember(envelope);
            if (ReferenceEquals(link, active))
            {
                inbox.OnParentMessage(link, envelope, now);
            }
        }
        else if (envelope.BodyCase == LinkEnvelope.BodyOneofCase.Tree)
        {
            trees[link.Node] = envelope.Tree;
        }
        else if (ReferenceEquals(link, units.GetValueOrDefault(link.Unit).Link))
        {
            inbox.OnChildMessage(link, envelope, now);
        }
    }

    // Sends what the session has; lets go of the link when it has ended.
    private void Settle(NodeLink link, Instant now)
    {
        if (!link.Flush(now))
        {
            link.Session.Break(LinkEndKind.Congested, "");
        }

        if (link.Session.End is not { } end || !links.Remove(link))
        {
            return;
        }

        if (link.IsAnnounced)
        {
            LeaveMeetings(link, now);
        }

        link.Finish(now);
        events.Link(end.Kind == LinkEndKind.Refused ? ControlEventKind.LinkRefused : ControlEventKind.LinkDown, Details(link, end));
    }

    private void LeaveMeetings(NodeLink link, Instant now)
    {
        if (link.Role == LinkRole.Parent)
        {
            trees.Remove(link.Node);
            if (!links.Exists(other => other.Role == LinkRole.Parent && other.Node == link.Node))
            {
                lost[link.Node] = new LostChild(link.Node, link.Session.Peer?.Title ?? "", DateTimeOffset.UtcNow);
            }

        }

        Choose(link, now);
    }

    private void Choose(NodeLink link, Instant now)
    {
        if (link.Role == LinkRole.Child)
        {
            ChooseParent(now);
        }
        else
        {
            ChooseChild(link.Unit, now);
        }
    }

    // Of a unit with a standby one node has a part in meetings: that which leads its group.
    private void ChooseChild(string unit, Instant now)
    {
        (LeaderChoice<NodeLink> among, NodeLink? former) = units.TryGetValue(unit, out var known) ? known : (new LeaderChoice<NodeLink>(), null);
        NodeLink? next = among.Choose(
            [
                .. links.Where(link => link is { Role: LinkRole.Parent, IsAnnounced: true, Session.End: null } && link.Unit == unit)
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

    private void ChooseParent(Instant now)
    {
        NodeLink? next = choice.Choose([.. Candidates()], active, now);
        if (ReferenceEquals(next, active) && !HasBegunAnew(active))
        {
            return;
        }

        if (active is { } former)
        {
            active = null;
            inbox.Meetings.OnParentDown(former, now);
        }

        active = next;
        if (active is not null)
        {
            followed = active.Session.PeerTerm;
            inbox.Meetings.OnParentUp(active);
            foreach (Meeting meeting in active.Meetings)
            {
                inbox.OnParentMessage(active, new LinkEnvelope { Meeting = meeting }, now); // told while another parent was in use
            }
        }

        TellPath();
    }

    // It lost the lead and has it again: the meetings and channels of before it has dropped without a word.
    private bool HasBegunAnew(NodeLink? link) => link is { Session: { PeerLeads: true } session } && session.PeerTerm != followed;

    // Links upward that are up, in the configuration's order.
    private IEnumerable<LinkCandidate<NodeLink>> Candidates() => configuration.Cascade.Parents
        .Select(parent => links.Find(link => link.Role == LinkRole.Child && link.Node == parent.Node && link.IsAnnounced && link.Session.End is null))
        .Where(link => link is not null)
        .Select(link => new LinkCandidate<NodeLink>(link!, link!.Node, link.Session.PeerLeads, link.Session.PeerTerm, link.Meetings.Count > 0));

    private void TellPath()
    {
        string[] path = [.. Path];
        if (!path.AsSpan().SequenceEqual(toldPath))
        {
            toldPath = path;
            links.ForEach(link => link.Session.TellPath());
        }
    }

    private static Dictionary<string, string> Details(NodeLink link, LinkEnd? end = null)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["node"] = link.Node,
            ["role"] = link.Role == LinkRole.Parent ? "child" : "parent",
        };
        if (end is not null)
        {
            details["cause"] = (end.Kind == LinkEndKind.Refused ? end.Refusal.ToString() : end.Kind.ToString()).ToLowerInvariant();
            details["detail"] = end.Detail;
        }

        return details;
    }
}
