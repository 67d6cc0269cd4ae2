using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;

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

    /// <summary>Unique for the life of the user agent.</summary>
    public long Id { get; }

    /// <summary>True when the peer called us.</summary>
    public bool IsIncoming { get; }

    /// <summary>Call-ID.</summary>
    public string CallId { get; }

    /// <summary>Our tag.</summary>
    public string LocalTag { get; }

    /// <summary>How far the call is.</summary>
    public CallState State { get; internal set; }

    /// <summary>The flow that the dialog is pinned to.</summary>
    public SipFlow Flow { get; internal set; }

    /// <summary>The dialog; null for an outgoing call that is not answered.</summary>
    public DialogState? Dialog { get; internal set; }
}
