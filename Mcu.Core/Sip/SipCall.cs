using System.Net;
using Mcu.Core.Sip.Dialogs;

namespace Mcu.Core.Sip;

/// <summary>How far a call is.</summary>
public enum CallState
{
    /// <summary>Invited, not answered.</summary>
    Ringing,

    /// <summary>Answered: a dialog stands.</summary>
    Established,

    /// <summary>Over for the application; its last messages are still on their way.</summary>
    Ending,

    /// <summary>Gone.</summary>
    Ended,
}

/// <summary>The application's handle on one call. Its members are read by the user agent's thread only.</summary>
public sealed class SipCall
{
    internal SipCall(long id, bool isIncoming, string callId, string localTag, SipFlow flow)
    {
        Id = id;
        IsIncoming = isIncoming;
        CallId = callId;
        LocalTag = localTag;
        Flow = flow;
    }

    /// <summary>Unique for the life of the user agent, from 1 on.</summary>
    public long Id { get; }

    /// <summary>True when the peer called us.</summary>
    public bool IsIncoming { get; }

    /// <summary>Call-ID.</summary>
    public string CallId { get; }

    /// <summary>Our tag.</summary>
    public string LocalTag { get; }

    /// <summary>How far the call is.</summary>
    public CallState State { get; internal set; }

    /// <summary>The flow that the call is pinned to.</summary>
    public SipFlow Flow { get; internal set; }

    /// <summary>The dialog; null for an outgoing call that is not answered.</summary>
    public DialogState? Dialog { get; internal set; }

    /// <summary>What the application asked for; null for an incoming call.</summary>
    internal SipInvitation? Invitation { get; set; }

    internal CallClock Clock { get; set; } = null!;

    /// <summary>The INVITE or UPDATE of the peer that waits for our answer.</summary>
    internal IncomingInvite? Incoming { get; set; }

    /// <summary>Our INVITE that waits for its answer, or whose 2xx waits for the application's.</summary>
    internal OutgoingInvite? Outgoing { get; set; }

    /// <summary>Our 2xx that waits for ACK.</summary>
    internal UnackedSuccess? Unacked { get; set; }

    /// <summary>A re-INVITE of ours to be sent when nothing else is in the way.</summary>
    internal PendingReinvite? Pending { get; set; }

    internal SessionTimer SessionTimer { get; } = new();

    /// <summary>This call as another node needs it to carry it on; later changes of the call do not touch it.</summary>
    public DialogSnapshot Snapshot() => State switch
    {
        CallState.Established => new DialogSnapshot(DialogPhase.Confirmed, Dialog! with { SourceAddress = ResponseSource?.ToString() ?? "" }),
        CallState.Ringing => new DialogSnapshot(DialogPhase.Early, Dialog: null),
        _ => new DialogSnapshot(DialogPhase.Ended, Dialog: null),
    };

    /// <summary>The TCP connection is gone; the next request opens another.</summary>
    internal bool FlowIsClosed { get; set; }

    /// <summary>Where the peer's responses came from, should it send from another port than it listens on.</summary>
    internal IPEndPoint? ResponseSource { get; set; }

    /// <summary>A BYE is to follow when our 2xx is acknowledged, or never will be (RFC 3261 §15).</summary>
    internal bool ByeAfterAck { get; set; }
}
