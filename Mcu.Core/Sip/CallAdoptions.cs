using System.Net;
using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>
/// Carries on calls that another user agent had. The peer learns of it by our first request: same Call-ID and tags, a later
/// CSeq, our Contact.
/// </summary>
internal sealed class CallAdoptions(AgentServices services, CallDeadlines deadlines)
{
    // More than the other one can have sent since the snapshot was taken; and more each time, for who takes a call over may have fallen
    // before it could tell what it sent.
    private const uint NumbersLeftOut = 1000, NumbersOfATerm = 100, Terms = 10_000;
    private const uint LastNumber = int.MaxValue; // RFC 3261 §8.1.1.5

    public AdoptionVerdict Adopt(DialogSnapshot snapshot, ulong term, Instant now, out SipCall? call)
    {
        call = null;
        if (snapshot is not { Phase: DialogPhase.Confirmed, Dialog: { } dialog })
        {
            return snapshot.Phase == DialogPhase.Early ? AdoptionVerdict.NotConfirmed : AdoptionVerdict.Ended;
        }

        if (services.Calls.Find(dialog.CallId, dialog.LocalTag) is { } known)
        {
            return known.State < CallState.Ending ? AdoptionVerdict.Known : AdoptionVerdict.Ended;
        }

        if (services.Calls.HasEnded(dialog.CallId, dialog.LocalTag))
        {
            return AdoptionVerdict.Ended;
        }

        if (!IsReadable(dialog, out IPEndPoint? remote, out NameAddress contact))
        {
            return AdoptionVerdict.Malformed;
        }

        call = Establish(dialog with { LocalCSeq = dialog.LocalCSeq + LeftOut(term) }, remote!, contact, now);
        return AdoptionVerdict.Adopted;
    }

    private SipCall Establish(DialogState dialog, IPEndPoint remote, NameAddress contact, Instant now)
    {
        SipFlow flow = services.Addresses.FlowTo(dialog.Transport, remote);
        SipCall call = services.Calls.Add(!dialog.IsCaller, dialog.CallId, dialog.LocalTag, flow, deadlines);
        call.Dialog = dialog with
        {
            LocalContact = services.Addresses.Contact(flow, contact.Uri.User),
        };
        call.ResponseSource = IPEndPoint.TryParse(dialog.SourceAddress, out IPEndPoint? source) ? source : null;
        CallFlows.Pin(call, flow);
        call.FlowIsClosed = flow.IsReliable; // the connection was the other node's: the first request opens one of ours
        call.State = CallState.Established;
        call.SessionTimer.Restart(call.Dialog, now);
        services.Deadlines.Update(call.Clock);
        return call;
    }

    private static uint LeftOut(ulong term) => NumbersLeftOut + (NumbersOfATerm * (uint)(term % Terms));

    private static bool IsReadable(DialogState dialog, out IPEndPoint? remote, out NameAddress contact)
    {
        remote = null;
        return NameAddress.TryParse(dialog.LocalContact, out contact)
            && IPEndPoint.TryParse(dialog.RemoteAddress, out remote)
            && remote.Port > 0
            && SipUri.TryParse(dialog.RemoteTarget, out SipUri _)
            && NameAddress.TryParse(dialog.LocalUri, out NameAddress _)
            && NameAddress.TryParse(dialog.RemoteUri, out NameAddress _)
            && dialog.RouteSet.All(route => NameAddress.TryParse(route, out NameAddress _))
            && dialog is { CallId.Length: > 0, LocalTag.Length: > 0, LocalCSeq: < LastNumber - NumbersLeftOut - (NumbersOfATerm * Terms) };
    }
}
