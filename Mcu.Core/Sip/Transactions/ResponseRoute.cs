using System.Net;
using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip.Transactions;

/// <summary>Where responses go (RFC 3261 §18.2.2, RFC 3581 §4).</summary>
internal static class ResponseRoute
{
    private const int DefaultPort = 5060;

    /// <summary>Writes the source address into the request's topmost Via.</summary>
    public static void Stamp(SipMessage request, SipFlow flow)
    {
        SipVia via = request.Via;
        SipParameters stamped = via.Parameters.With("received", AddressText.Plain(flow.Remote.Address).ToString());
        if (via.Parameters.Has("rport"))
        {
            stamped = stamped.With("rport", flow.Remote.Port.ToString());
        }

        request.SetVia(via with { Parameters = stamped });
    }

    /// <summary>The flow for the answer: the request's own; over UDP without rport, the source's address with Via's port.</summary>
    public static SipFlow For(SipMessage request, SipFlow flow) =>
        flow.IsReliable || request.Via.Parameters.Has("rport")
            ? flow
            : flow with { Remote = new IPEndPoint(flow.Remote.Address, UsablePort(request.Via)) };

    /// <summary>The flow for the answer when the request's connection is gone; null when there is no other.</summary>
    public static SipFlow? AfterLostConnection(SipMessage request, SipFlow flow) => flow.IsReliable
        ? flow with { Remote = new IPEndPoint(flow.Remote.Address, UsablePort(request.Via)), ConnectionId = 0 }
        : null;

    private static int UsablePort(SipVia via) => via.Port is > 0 and var port ? port : DefaultPort;
}
