using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip;

/// <summary>What the user agent tells the application about a call.</summary>
/// <param name="Call">The call.</param>
public abstract record SipEvent(SipCall Call)
{
    /// <summary>
    /// A call comes in and waits for <see cref="SipUserAgent.Accept"/> or <see cref="SipUserAgent.Reject"/>. 100 was sent.
    /// </summary>
    /// <param name="Request">The INVITE.</param>
    /// <param name="Offer">Its session description; null when our 2xx is to make the offer.</param>
    public sealed record IncomingCall(SipCall Call, SipMessage Request, SipBody? Offer) : SipEvent(Call);

    /// <summary>An outgoing call is on its way: 180, 183 and their like.</summary>
    /// <param name="Status">The status code, 101..199.</param>
    /// <param name="EarlyMedia">The answer that came early, if one did.</param>
    public sealed record Ringing(SipCall Call, int Status, SipBody? EarlyMedia) : SipEvent(Call);

    /// <summary>An outgoing call was answered.</summary>
    /// <param name="Body">The answer; or the peer's offer when <paramref name="IsOffer"/>.</param>
    /// <param name="IsOffer">We invited without an offer: <see cref="SipUserAgent.AnswerLateOffer"/> is due now.</param>
    public sealed record Answered(SipCall Call, SipBody? Body, bool IsOffer) : SipEvent(Call);

    /// <summary>The answer, in an ACK, to an offer that our 2xx made.</summary>
    /// <param name="Body">The answer; null when the ACK broke the rule and had none.</param>
    public sealed record AnswerReceived(SipCall Call, SipBody? Body) : SipEvent(Call);

    /// <summary>
    /// The peer wants to change the session: <see cref="SipUserAgent.AnswerReinvite"/> or
    /// <see cref="SipUserAgent.RejectReinvite"/> is due.
    /// </summary>
    /// <param name="Offer">The offer; null when our 2xx is to make it.</param>
    /// <param name="IsUpdate">It came in an UPDATE and wants its answer at once (RFC 3311 §5.2).</param>
    public sealed record Reoffer(SipCall Call, SipBody? Offer, bool IsUpdate) : SipEvent(Call);

    /// <summary>The peer took its re-INVITE back before we answered; the session stays as it was.</summary>
    public sealed record ReofferCanceled(SipCall Call) : SipEvent(Call);

    /// <summary>Our re-INVITE was answered.</summary>
    /// <param name="Body">The answer; or the peer's offer when <paramref name="IsOffer"/>.</param>
    /// <param name="IsOffer">Our re-INVITE had no offer: <see cref="SipUserAgent.AnswerLateOffer"/> is due now.</param>
    public sealed record ReinviteAnswered(SipCall Call, SipBody? Body, bool IsOffer) : SipEvent(Call);

    /// <summary>Our re-INVITE was refused; the session stays as it was.</summary>
    /// <param name="Status">The status code.</param>
    public sealed record ReinviteFailed(SipCall Call, int Status) : SipEvent(Call);

    /// <summary>The session timer was refreshed, by either side, and nothing else changed (RFC 4028).</summary>
    public sealed record RefreshOnly(SipCall Call) : SipEvent(Call);

    /// <summary>An INFO came; it was answered 200.</summary>
    /// <param name="Body">Its body, if any.</param>
    public sealed record InfoReceived(SipCall Call, SipBody? Body) : SipEvent(Call);

    /// <summary>A key was pressed, told by INFO with application/dtmf-relay or application/dtmf.</summary>
    /// <param name="Key">0-9, *, #, A-D.</param>
    /// <param name="Duration">How long; zero when not said.</param>
    public sealed record DtmfReceived(SipCall Call, char Key, TimeSpan Duration) : SipEvent(Call);

    /// <summary>The caller gave up before we answered. The call is over.</summary>
    public sealed record Canceled(SipCall Call) : SipEvent(Call);

    /// <summary>An established call is over.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Status">The status code that ended it; 0 when none did.</param>
    public sealed record Ended(SipCall Call, CallEnd Reason, int Status) : SipEvent(Call);

    /// <summary>An outgoing call did not come about. The call is over.</summary>
    /// <param name="Status">The status code; 408 when nobody answered, 503 when nothing could be sent.</param>
    /// <param name="RetryAfter">When to try again, if the peer said.</param>
    /// <param name="Response">The response, if there was one (redirections, challenges).</param>
    public sealed record Failed(SipCall Call, int Status, TimeSpan? RetryAfter, SipMessage? Response) : SipEvent(Call);
}

/// <summary>Why a call ended.</summary>
public enum CallEnd
{
    /// <summary>We hung up.</summary>
    LocalHangup,

    /// <summary>The peer hung up.</summary>
    RemoteHangup,

    /// <summary>Our 2xx was never acknowledged (RFC 3261 §13.3.1.4).</summary>
    NoAck,

    /// <summary>The session timer ran out (RFC 4028 §10).</summary>
    SessionExpired,

    /// <summary>The peer no longer knows the dialog, or no longer answers in it (RFC 3261 §12.2.1.2).</summary>
    DialogLost,
}
