using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>Whoever sent a request and waits for its responses.</summary>
internal interface IClientUser
{
    /// <summary>A response came; a 2xx to INVITE may come several times.</summary>
    void OnResponse(ClientTransaction transaction, SipMessage response, SipFlow flow, Instant now);

    /// <summary>No response will come: 408 for a time-out, 503 when nothing could be sent (RFC 3261 §8.1.3.1).</summary>
    void OnNoResponse(ClientTransaction transaction, int status, Instant now);

    /// <summary>The ACK to a 2xx could not be sent.</summary>
    void OnAckNotSent(ClientTransaction transaction)
    {
    }
}
