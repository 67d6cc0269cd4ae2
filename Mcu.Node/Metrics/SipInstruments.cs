using System.Diagnostics.Metrics;

namespace Mcu.Node.Metrics;

/// <summary>Shows what SIP has seen.</summary>
internal static class SipInstruments
{
    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">Where they belong.</param>
    /// <param name="sip">What was read last; null: the control loop did not answer.</param>
    public static void Add(Meter meter, Func<SipTraffic?> sip)
    {
        meter.CreateObservableCounter("mcu.sip.received", () => One(static s => s.Received), "{message}", "Well-formed SIP messages received.");
        meter.CreateObservableCounter("mcu.sip.sent", () => One(static s => s.Sent), "{message}", "SIP messages sent.");
        meter.CreateObservableCounter(
            "mcu.sip.dropped",
            () => sip()?.Dropped.Select(drop => new Measurement<long>(drop.Count, new KeyValuePair<string, object?>("reason", drop.Reason))) ?? [],
            "{message}",
            "SIP messages thrown away, by reason.");

        Measurement<long>[] One(Func<SipTraffic, long> read) => sip() is { } known ? [new Measurement<long>(read(known))] : [];
    }
}
