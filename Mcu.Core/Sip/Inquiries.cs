using System.Net;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>Asks whether anybody is at an address, by OPTIONS outside a dialog (RFC 3261 §11).</summary>
internal sealed class Inquiries(AgentServices services)
{
    /// <summary>Sends the question; the answer is told once.</summary>
    public void Ask(IPEndPoint destination, Action<bool> answered, Instant now)
    {
        SipFlow flow = services.Addresses.FlowTo(SipTransport.Udp, destination);
        SipUri target = SipUri.For(user: null, destination, SipTransport.Udp);
        var from = new NameAddress("", SipUri.For(services.Options.ContactUser, services.Addresses.Local(flow), SipTransport.Udp), SipParameters.None);
        SipHeaders headers = new SipHeaders()
            .Add(SipHeaderNames.Via, services.Addresses.NewVia(flow))
            .Add(SipHeaderNames.MaxForwards, "70")
            .Add(SipHeaderNames.From, from.WithTag(services.NewIdentifier()).ToString())
            .Add(SipHeaderNames.To, $"<{target}>")
            .Add(SipHeaderNames.CallId, services.NewIdentifier())
            .Add(SipHeaderNames.CSeq, new SipCSeq(1, SipMethods.Options).ToString())
            .Add(SipHeaderNames.Accept, SipBody.SdpType);
        services.Transactions.Send(SipMessage.Request(SipMethods.Options, target, headers), flow, fallback: null, new Asker(answered), now);
    }

    /// <summary>Any response is one of somebody who lives.</summary>
    private sealed class Asker(Action<bool> answered) : IClientUser
    {
        private bool isTold;

        public void OnResponse(ClientTransaction transaction, SipMessage response, SipFlow flow, Instant now) => Tell(isHeard: true);

        public void OnNoResponse(ClientTransaction transaction, int status, Instant now) => Tell(isHeard: false);

        private void Tell(bool isHeard)
        {
            if (!isTold)
            {
                isTold = true;
                answered(isHeard);
            }
        }
    }
}
