using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip;

/// <summary>The ACK to a 2xx, kept to be sent again. A large one goes by TCP, as other requests do (RFC 3261 §18.1.1).</summary>
internal sealed class SentAck
{
    private readonly SipMessage request;
    private SipFlow? fallback;

    /// <param name="fallback">The flow to use when this one is gone; null for none.</param>
    public SentAck(SipMessage request, SipFlow flow, SipFlow? fallback, int largestUdp, SipAddresses addresses)
    {
        this.request = request;
        this.fallback = fallback;
        Flow = flow;
        Bytes = request.ToBytes();
        if (flow.Transport == SipTransport.Udp && Bytes.Length > largestUdp)
        {
            this.fallback = flow;
            Use(addresses.FlowTo(SipTransport.Tcp, flow.Remote), addresses);
        }
    }

    public byte[] Bytes { get; private set; }

    public SipFlow Flow { get; private set; }

    /// <summary>The flow is gone: changes to the other one, once; false when there is none left.</summary>
    public bool TryFallBack(SipAddresses addresses)
    {
        if (fallback is not { } other)
        {
            return false;
        }

        fallback = null;
        Use(other, addresses);
        return true;
    }

    private void Use(SipFlow flow, SipAddresses addresses)
    {
        addresses.Readdress(request, flow);
        Flow = flow;
        Bytes = request.ToBytes();
    }
}
