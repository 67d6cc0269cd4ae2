using Google.Protobuf.WellKnownTypes;
using Mcu.Node.Control;

namespace Mcu.Node.Api;

/// <summary>Events between the control loop's records and the wire. Both lists of kinds have the same names; a test compares them.</summary>
internal static class EventMapping
{
    public static V1.Event ToProto(this ControlEvent happened, long missed)
    {
        var proto = new V1.Event
        {
            Sequence = (ulong)happened.Sequence,
            At = happened.At.ToTimestamp(),
            Kind = happened.Kind.ToProto(),
            ConferenceId = happened.ConferenceId ?? "",
            Conference = happened.Conference ?? "",
            Site = happened.Site ?? "",
            Missed = (ulong)missed,
        };
        proto.Details.Add(happened.Details.ToDictionary());
        return proto;
    }

    /// <summary>The wire's numbers are ours plus one, since 0 says unspecified.</summary>
    public static V1.EventKind ToProto(this ControlEventKind kind) => (V1.EventKind)((int)kind + 1);
}
