using System.Net;
using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;

namespace Mcu.Core.Sip;

/// <summary>
/// Keeps a call on its flow: requests go where the peer is known to be, and are taken from there only.
/// </summary>
internal static class CallFlows
{
    private const int DefaultPort = 5060;

    /// <summary>The flow for the call's next request: its own, or a new connection where that died.</summary>
    public static SipFlow Current(SipCall call, SipAddresses addresses) =>
        call.FlowIsClosed ? addresses.FlowTo(call.Flow.Transport, Listener(call)) : call.Flow;

    /// <summary>The flow to use when a connection turns out to be gone; null where there is no other.</summary>
    public static SipFlow? Fallback(SipCall call, SipAddresses addresses) =>
        call.Flow.IsReliable && !call.FlowIsClosed ? addresses.FlowTo(call.Flow.Transport, Listener(call)) : null;

    /// <summary>
    /// True when a message of the call comes from its peer. A UDP source must be the known one. A TCP connection proves
    /// its address, so any from the peer's address will do: peers open new ones for their own requests.
    /// </summary>
    public static bool IsFromPeer(SipCall call, SipFlow flow) => flow.Transport == SipTransport.Tcp
        ? flow.Remote.Address.Equals(call.Flow.Remote.Address)
        : flow.Remote.Equals(call.Flow.Remote) || flow.Remote.Equals(call.ResponseSource);

    /// <summary>Moves the call to a connection that the peer opened, when its own is gone.</summary>
    public static void Follow(SipCall call, SipFlow flow)
    {
        if (call.FlowIsClosed && flow.Transport == call.Flow.Transport)
        {
            Pin(call, flow);
        }
    }

    /// <summary>Moves the call to where the peer's target refresh came from, should that be elsewhere.</summary>
    public static void Move(SipCall call, ServerTransaction refresh)
    {
        if (!IsFromPeer(call, refresh.Flow))
        {
            call.ResponseSource = refresh.Flow.Remote;
            Pin(call, ResponseRoute.For(refresh.Request, refresh.Flow));
        }
    }

    /// <summary>Pins the call to a flow.</summary>
    public static void Pin(SipCall call, SipFlow flow)
    {
        call.Flow = flow;
        call.FlowIsClosed = false;
        if (call.Dialog is { } dialog)
        {
            dialog.Transport = flow.Transport;
            dialog.LocalAddress = flow.Local.ToString();
            dialog.RemoteAddress = flow.Remote.ToString();
        }
    }

    // A connection that the peer opened came from a port that it does not listen on; its Contact names one that it does.
    private static IPEndPoint Listener(SipCall call)
    {
        SipUri? next = call.Dialog is { } dialog ? NextHop(dialog) : null;
        return next is not null && next.TryGetAddress(out IPAddress address)
            ? new IPEndPoint(address, next.Port is > 0 and var port ? port : DefaultPort)
            : call.Flow.Remote;
    }

    private static SipUri NextHop(DialogState dialog) => dialog.RouteSet is [var first, ..]
        ? NameAddress.Parse(first).Uri
        : SipUri.Parse(dialog.RemoteTarget);
}
