using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>Forgets the call once its BYE is done with, however it was answered (RFC 3261 §15.1.1).</summary>
internal sealed class ByeUser(CallRegistry calls, SipCall call) : IClientUser
{
    public void OnResponse(ClientTransaction transaction, SipMessage response, SipFlow flow, Instant now)
    {
        if (response.Status >= 200)
        {
            calls.Remove(call);
        }
    }

    public void OnNoResponse(ClientTransaction transaction, int status, Instant now) => calls.Remove(call);
}
