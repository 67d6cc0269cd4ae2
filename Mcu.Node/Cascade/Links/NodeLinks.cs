using System.Net;
using Mcu.Cascade.Identity;
using Mcu.Cascade.Links;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Media;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Conferences;
using Mcu.Node.Configuration;
using Mcu.Node.Media;
using Mcu.V1;

namespace Mcu.Node.Cascade.Links;

/// <summary>
/// All links of this node: to the nodes below, to the node above and its standbys. They come and go here; which of them meetings use is
/// said by <see cref="ParentChoice"/> and <see cref="UnitChoices"/>. Belongs to the control loop.
/// </summary>
public sealed class NodeLinks
{
    private const int TicksPerSecond = 10;

    private readonly McuConfiguration configuration;
    private readonly MediaEngine engine;
    private readonly MeetingInbox inbox;
    private readonly LinkMediaOptions mediaOptions;
    private readonly LinkSelf self;
    private readonly LinkBook links = new();
    private readonly LinkEvents events;
    private readonly NodesBelow below;
    private readonly ParentChoice parent;
    private readonly UnitChoices units;
    private ulong generations;
    private int ticks;

    /// <summary>Begins without links.</summary>
    public NodeLinks(McuConfiguration configuration, ulong boot, MediaEngine engine, LinkMediaOptions mediaOptions, MeetingInbox inbox, EventPublisher events)
    {
        (this.configuration, this.engine, this.mediaOptions, this.inbox) = (configuration, engine, mediaOptions, inbox);
        this.events = new LinkEvents(events);
        below = new NodesBelow(configuration.Sip.Listen.ToEndPoint());
        parent = new ParentChoice(configuration, links, inbox);
        units = new UnitChoices(links, inbox);
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
    public IReadOnlyList<NodeLink> All => links.All;

    /// <summary>Nodes below that were linked since this node started, and are not now.</summary>
    public IReadOnlyCollection<LostChild> Lost => below.Lost;

    /// <summary>Whether any node below that speaks for a unit is linked, leading or not.</summary>
    public bool HasUnit(string unit) => links.WithUnit(unit).Any();

    /// <summary>Where the nodes of a unit take SIP, as they said when they were linked last.</summary>
    public IEnumerable<IPEndPoint> SipOf(string unit) => below.SipOf(unit);

    /// <summary>From the root down to this node.</summary>
    public IReadOnlyList<string> Path => parent.Path;

    /// <summary>This node and all below it.</summary>
    public IReadOnlyList<string> Below => [self.Node, .. links.Downward.SelectMany(link => link.Session.Below).Distinct(StringComparer.Ordinal)];

    /// <summary>What each node below last said of itself and those below it, by child.</summary>
    public IReadOnlyDictionary<string, Tree> Trees => below.Trees;

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
        else if (links.Downward.Count(other => other.Node != node) >= configuration.Cascade.MaxChildren)
        {
            link.Session.Refuse(RefusalReason.Full, $"cascade.max_children of {self.Node} is {configuration.Cascade.MaxChildren}");
        }

        return link;
    }

    /// <summary>A connection to a node above is there.</summary>
    public NodeLink OpenParent(string node, Instant now) => Add(LinkRole.Child, node, ++generations, now);

    /// <summary>The link that a tunnel's token names; null: none.</summary>
    public NodeLink? FindByToken(string node, ReadOnlySpan<byte> token) => links.FindByToken(node, token);

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
        foreach (NodeLink link in links.All.ToArray())
        {
            if (!link.Tick(now, isSecond))
            {
                link.Session.Break(LinkEndKind.Congested, "");
            }

            Settle(link, now);
        }

        parent.Choose(now);
        units.Choose(now);
        if (isSecond && parent.Active is { } above)
        {
            above.TrySend(new LinkEnvelope { Tree = LinkTree.Of(this, now) });
        }

        parent.TellPath();
    }

    /// <summary>Whether this node leads has changed, or links have missed something: every link is told at once, of all meetings and channels anew.</summary>
    public void Announce(Instant now)
    {
        inbox.Meetings.TellAnew();
        foreach (NodeLink link in links.All)
        {
            link.Session.BeatNow();
            link.Media?.TellAnew();
        }

        Tick(now);
        inbox.Tick(now);
        foreach (NodeLink link in links.All.ToArray())
        {
            Settle(link, now);
        }
    }

    /// <summary>Says goodbye on every link: the node stops.</summary>
    public void Stop(Instant now)
    {
        foreach (NodeLink link in links.All.ToArray())
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
            NodeLink[] others = [.. links.Beside(link).Where(other => other.IsAnnounced)];
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
        events.Up(link);
        if (link.Role == LinkRole.Parent)
        {
            below.Found(link);
        }

        Choose(link, now);
    }

    private void Take(NodeLink link, LinkEnvelope envelope, Instant now)
    {
        if (link.Role == LinkRole.Child)
        {
            parent.Take(link, envelope, now);
        }
        else if (envelope.BodyCase == LinkEnvelope.BodyOneofCase.Tree)
        {
            below.Describe(link.Node, envelope.Tree);
        }
        else
        {
            units.Take(link, envelope, now);
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
        events.Ended(link, end);
    }

    private void LeaveMeetings(NodeLink link, Instant now)
    {
        if (link.Role == LinkRole.Parent)
        {
            below.Leave(link, isLast: !links.Beside(link).Any());
        }

        Choose(link, now);
    }

    private void Choose(NodeLink link, Instant now)
    {
        if (link.Role == LinkRole.Child)
        {
            parent.Choose(now);
        }
        else
        {
            units.Choose(link.Unit, now);
        }
    }
}
