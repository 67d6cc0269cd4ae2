using System.Diagnostics.Metrics;
using Mcu.V1;

namespace Mcu.Node.Metrics;

/// <summary>Shows this node's links: each by the node at its other end, and whether that is the parent or a child.</summary>
internal sealed class LinkInstruments
{
    private static readonly LinkState[] States = [.. Enum.GetValues<LinkState>().Where(state => state != LinkState.Unspecified)];
    private static readonly LinkTransport[] Transports = [.. Enum.GetValues<LinkTransport>().Where(way => way != LinkTransport.Unspecified)];

    private readonly Func<IReadOnlyList<LinkInfo>> links;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">Where they belong.</param>
    /// <param name="links">The links, as they were read last.</param>
    public LinkInstruments(Meter meter, Func<IReadOnlyList<LinkInfo>> links)
    {
        this.links = links;
        meter.CreateObservableGauge("mcu.link.state", () => Choice("state", States, static link => link.State), null, "1: the state that the link is in, 0: all others.");
        meter.CreateObservableGauge(
            "mcu.link.transport", () => Choice("transport", Transports, static link => link.Transport), null, "1: the way that media go out, 0: the other.");
        meter.CreateObservableGauge("mcu.link.rtt", () => OfThoseUp(static link => link.RttMs < 0 ? double.NaN : link.RttMs / 1000), "s", "Round trip time on the link's stream.");
        meter.CreateObservableGauge("mcu.link.loss.ratio", () => OfThoseUp(static link => link.LossPercent / 100), null, "Lost for good of what came in over the last second, 0 to 1.");
        meter.CreateObservableGauge("mcu.link.heard.age", () => OfThoseUp(static link => link.AgeMs / 1000.0), "s", "Time since the other end was heard last.");
        meter.CreateObservableGauge("mcu.link.bits_per_second", Rates, null, "Media over the last second, in bit/s.");
    }

    private IEnumerable<Measurement<int>> Choice<T>(string label, T[] all, Func<LinkInfo, T> read)
        where T : struct, Enum => links().SelectMany(link => all.Select(value => new Measurement<int>(
            EqualityComparer<T>.Default.Equals(read(link), value) ? 1 : 0, Tags(link, (label, Labels.Of(value))))));

    private IEnumerable<Measurement<double>> OfThoseUp(Func<LinkInfo, double> read) =>
        links().Where(IsUp).Select(link => (Link: link, Value: read(link))).Where(one => !double.IsNaN(one.Value)).Select(one => new Measurement<double>(one.Value, Tags(one.Link)));

    private IEnumerable<Measurement<double>> Rates() => links().Where(IsUp).SelectMany(link => new[]
    {
        new Measurement<double>(link.InKbps * 1000, Tags(link, ("direction", "in"))),
        new Measurement<double>(link.OutKbps * 1000, Tags(link, ("direction", "out"))),
    });

    private static bool IsUp(LinkInfo link) => link.State is LinkState.Up or LinkState.Suspect;

    private static KeyValuePair<string, object?>[] Tags(LinkInfo link, params IEnumerable<(string Label, string Value)> more) =>
    [
        new("peer", link.Node), new("role", link.Up ? "parent" : "child"),
        .. more.Select(tag => new KeyValuePair<string, object?>(tag.Label, tag.Value)),
    ];
}
