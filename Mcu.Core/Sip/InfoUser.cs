using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>Hears the answer to our INFO: only that the peer no longer knows the dialog matters (RFC 3261 §12.2.1.2).</summary>
internal sealed class InfoUser(CallEndings endings, SipCall call) : IClientUser
{
    public void OnResponse(ClientTransaction transaction, SipMessage response, SipFlow flow, Instant now) =>
        OnStatus(response.Status, now);

    public void OnNoResponse(ClientTransaction transaction, int status, Instant now) => OnStatus(status, now);

    private void OnStatus(int status, Instant now)
    {
        if (status is 408 or 481 && call.State == CallState.Established)
        {
            endings.End(call, CallEnd.DialogLost, status, text: null, now);
        }
    }
}
