using Mcu.Core.Randomness;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

public sealed class SipUserAgent
{
    public SipUserAgent(SipUserAgentOptions options, IRandomSource random, IInboundPolicy? policy = null) => throw new NotSupportedException();

    public SipCounters Counters => throw new NotSupportedException();

    public int CallCount => throw new NotSupportedException();

    public int TransactionCount => throw new NotSupportedException();

    public Instant NextDeadline => throw new NotSupportedException();

    public void Receive(ReadOnlySpan<byte> datagram, SipFlow flow, Instant now) => throw new NotSupportedException();

    public void Receive(SipMessage message, SipFlow flow, Instant now) => throw new NotSupportedException();

    public void FlowClosed(SipFlow flow) => throw new NotSupportedException();

    public void SendFailed(SipOutgoing message, Instant now) => throw new NotSupportedException();

    public void Tick(Instant now) => throw new NotSupportedException();

    public bool TryTakeMessage(out SipOutgoing message) => throw new NotSupportedException();

    public bool TryTakeEvent(out SipEvent e) => throw new NotSupportedException();

    public SipCall Invite(SipInvitation invitation, Instant now) => throw new NotSupportedException();

    public bool Ring(SipCall call, Instant now) => throw new NotSupportedException();

    public bool Progress(SipCall call, SipBody? earlyMedia, Instant now) => throw new NotSupportedException();

    public bool Accept(SipCall call, SipBody? body, Instant now) => throw new NotSupportedException();

    public bool Reject(SipCall call, int status, string? reason, IReadOnlyList<SipHeader> headers, Instant now) => throw new NotSupportedException();

    public bool Reinvite(SipCall call, SipBody? offer, Instant now) => throw new NotSupportedException();

    public bool AnswerReinvite(SipCall call, SipBody? body, Instant now) => throw new NotSupportedException();

    public bool RejectReinvite(SipCall call, int status, Instant now) => throw new NotSupportedException();

    public bool AnswerLateOffer(SipCall call, SipBody answer, Instant now) => throw new NotSupportedException();

    public bool SendInfo(SipCall call, SipBody body, Instant now) => throw new NotSupportedException();

    public void Hangup(SipCall call, string? reason, Instant now) => throw new NotSupportedException();

    public void HangupAll(string? reason, Instant now) => throw new NotSupportedException();
}
