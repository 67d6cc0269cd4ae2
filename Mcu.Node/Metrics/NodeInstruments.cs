using System.Diagnostics.Metrics;
using Mcu.Node.Alarms;
using Mcu.Node.Control;
using Mcu.Node.Loops;

namespace Mcu.Node.Metrics;

/// <summary>Shows what the node does and has: conferences, sites, calls, alarms, its certificate, its control loop.</summary>
internal sealed class NodeInstruments
{
    private readonly Meter meter;
    private readonly Func<NodeSnapshot?> node;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">Where they belong.</param>
    /// <param name="node">What was read last; null: the control loop did not answer, and what it owns is not shown.</param>
    /// <param name="control">The control loop; its queue is read at once.</param>
    public NodeInstruments(Meter meter, Func<NodeSnapshot?> node, ControlLoop control)
    {
        (this.meter, this.node) = (meter, node);
        Gauge("mcu.conferences", "{conference}", "Conferences that run.", static n => n.Conferences);
        Gauge("mcu.recordings", "{recording}", "Recordings that run.", static n => n.Recordings);
        Gauge("mcu.calls", "{call}", "SIP calls of this node, up, being made or ending.", static n => n.Calls);
        Gauge("mcu.media.port.pairs", "{pair}", "Pairs of UDP ports that media.ports gives.", static n => n.PortPairs.All);
        Gauge("mcu.media.port.pairs.used", "{pair}", "Pairs of UDP ports in use.", static n => n.PortPairs.Used);
        meter.CreateObservableGauge("mcu.sites", () => Each<SiteState>("state", static n => n.Sites), "{site}", "Sites of all conferences, by state.");
        meter.CreateObservableGauge("mcu.alarms", () => Each<AlarmKind>("kind", static n => n.Alarms), "{alarm}", "Alarms that are raised and not over, by kind.");
        meter.CreateObservableGauge(
            "mcu.certificate.expiry.timestamp", CertificateEnd, "s", "When the node's certificate ends, in Unix time; its links are refused then.");
        meter.CreateObservableGauge("mcu.control.up", () => node() is null ? 0 : 1, null, "1: the control loop answered this reading within a second.");
        meter.CreateObservableGauge("mcu.control.queue.length", () => control.Waiting, "{command}", "Commands that wait for the control loop.");
        meter.CreateObservableCounter("mcu.control.refused", () => control.Refused, "{command}", "Commands refused since the control loop's queue was full.");
    }

    private void Gauge(string name, string unit, string description, Func<NodeSnapshot, int> read) => meter.CreateObservableGauge(
        name, () => node() is { } known ? [new Measurement<int>(read(known))] : Array.Empty<Measurement<int>>(), unit, description);

    // All values of the label, also those that count nothing: what is never shown cannot be told from what is missing.
    private IEnumerable<Measurement<int>> Each<T>(string label, Func<NodeSnapshot, IReadOnlyDictionary<T, int>> read)
        where T : struct, Enum => node() is not { } known
        ? []
        : Enum.GetValues<T>().Select(value => new Measurement<int>(
            read(known).GetValueOrDefault(value), new KeyValuePair<string, object?>(label, Labels.Of(value))));

    private Measurement<double>[] CertificateEnd() => node()?.CertificateEnd is { } end ? [new Measurement<double>(end.ToUnixTimeSeconds())] : [];
}
