using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Dialogs;
using Mcu.Node.Conferences;

namespace Mcu.Node.Failover;

/// <summary>
/// Writes calls down for a standby. Made to be asked after every turn of the control loop, to which it belongs: a call that
/// has not changed costs a comparison, and gives the same record again.
/// </summary>
public sealed class DialogCapture
{
    private readonly ConditionalWeakTable<LiveCall, Captured> last = [];

    /// <summary>
    /// A call as it is now: the very record of the last time where nothing has changed, so that a reference tells whether it
    /// has to be sent.
    /// </summary>
    public V1.DialogRecord Capture(LiveCall call)
    {
        Stamp stamp = StampOf(call);
        if (last.TryGetValue(call, out Captured? before) && before.Stamp == stamp)
        {
            return before.Record;
        }

        V1.DialogRecord record = Write(call, stamp);
        if (before is not null && before.Record.Equals(record))
        {
            record = before.Record;
        }

        last.AddOrUpdate(call, new Captured(stamp, record));
        return record;
    }

    private static Stamp StampOf(LiveCall call)
    {
        DialogState? dialog = call.Sip.Dialog;
        return new Stamp(
            PhaseOf(call),
            call.Session,
            call.ConnectedAt,
            call.Conference.State.Find(call.Site)?.Address,
            dialog?.RemoteTarget,
            dialog?.RemoteAddress,
            dialog?.LocalCSeq ?? 0,
            dialog?.RemoteCSeq ?? 0,
            dialog?.SessionInterval ?? 0,
            dialog?.WeRefresh ?? false,
            dialog?.PeerAllowsUpdate ?? false);
    }

    // A call without media waits for its answer still, be it in the ACK.
    private static V1.DialogPhase PhaseOf(LiveCall call) => call.Sip.State switch
    {
        CallState.Established => call is { Session: not null, Leg: not null } ? V1.DialogPhase.Confirmed : V1.DialogPhase.Early,
        CallState.Ringing => V1.DialogPhase.Early,
        _ => V1.DialogPhase.Ended,
    };

    private static V1.DialogRecord Write(LiveCall call, Stamp stamp)
    {
        var record = new V1.DialogRecord
        {
            Conference = call.Conference.Id,
            Site = call.Site,
            Title = call.Conference.State.Find(call.Site)?.Title ?? call.Title,
            ConnectedAt = call.ConnectedAt?.ToTimestamp(),
            Phase = stamp.Phase,
            Address = stamp.Address ?? "",
        };
        if (stamp.Phase != V1.DialogPhase.Confirmed)
        {
            return record;
        }

        DialogState dialog = call.Sip.Snapshot().Dialog!;
        record.Dialog = dialog.ToProto();
        if (dialog.RemoteCSeq is { } number)
        {
            record.Dialog.RemoteCseq = number;
        }

        record.Address = stamp.Address ?? dialog.RemoteTarget;
        record.LocalDescription = call.Session!.LocalDescription;
        record.RemoteDescription = call.Session.RemoteDescription;
        record.OfferedByUs = call.Session.OfferedByUs;
        return record;
    }

    private sealed record Captured(Stamp Stamp, V1.DialogRecord Record);

    // Texts and sessions are replaced, never changed: references tell, and equal values are found equal afterwards.
    private readonly record struct Stamp(
        V1.DialogPhase Phase,
        NegotiatedSession? Session,
        DateTimeOffset? ConnectedAt,
        string? Address,
        string? RemoteTarget,
        string? RemoteAddress,
        uint LocalCSeq,
        uint RemoteCSeq,
        uint Interval,
        bool WeRefresh,
        bool PeerAllowsUpdate);
}
