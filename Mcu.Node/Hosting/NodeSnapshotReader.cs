using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Calls;
using Mcu.Node.Cascade.Links;
using Mcu.Node.Conferences;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.Node.Metrics;
using Mcu.V1;

namespace Mcu.Node.Hosting;

/// <summary>Gathers for the metrics what the control loop owns. Read on the control loop.</summary>
internal sealed class NodeSnapshotReader(
    NodeLoops loops, MediaEngine engine, ConferenceRegistry registry, NodeAlarms alarms, SipGateway gateway, Cascade.Links.NodeLinks links)
{
    /// <summary>Reads it all.</summary>
    public NodeSnapshot Read() => new()
    {
        Loops = [.. loops.All().Select(loop => new NamedLoop(loop.Name, loop.Statistics))],
        Conferences = registry.All.Count,
        Recordings = registry.All.Count(conference => conference.Recording is not null),
        Sites = registry.All.SelectMany(conference => conference.State.Sites).CountBy(InfoMapping.StateOf).ToDictionary(),
        Calls = gateway.Agent.CallCount,
        Sip = Sip(),
        PortPairs = (engine.PortsInUse, engine.PortPairs),
        Alarms = alarms.Raised,
        Links = Links(),
        CertificateEnd = alarms.Identities?.Current.Lifetime.NotAfter,
    };

    private SipTraffic Sip()
    {
        SipCounters counters = gateway.Agent.Counters;
        return new SipTraffic(
            counters.Received,
            counters.Sent,
            [
                ("malformed", Enum.GetValues<SipParseError>().Sum(counters.Malformed)),
                ("rate_limited", counters.RateLimited),
                ("stray", counters.Stray),
                ("from_elsewhere", counters.FromElsewhere),
                ("amplifying", counters.Amplifying),
                ("overloaded", gateway.Overloaded),
            ]);
    }

    // A node that connects again has two links for a moment, or one beside the memory of the one that it had.
    private List<LinkInfo> Links() =>
        [.. LinkTree.Own(links, MonotonicClock.Now).Links.GroupBy(link => (link.Node, link.Up)).Select(same => same.MinBy(link => link.State == LinkState.Up ? 0 : 1)!)];
}
