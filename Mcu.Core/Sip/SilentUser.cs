using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>For requests whose outcome changes nothing: CANCEL, and BYE to a branch of a fork.</summary>
internal sealed class SilentUser : IClientUser
{
    public static readonly SilentUser Shared = new();

    private SilentUser()
    {
    }

    public void OnResponse(ClientTransaction transaction, SipMessage response, SipFlow flow, Instant now)
    {
    }

    public void OnNoResponse(ClientTransaction transaction, int status, Instant now)
    {
    }
}
