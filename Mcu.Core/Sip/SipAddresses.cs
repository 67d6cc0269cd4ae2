using System.Net;
using Mcu.Core.Randomness;
using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip;

/// <summary>How we name ourselves in Via and Contact, by flow.</summary>
internal sealed class SipAddresses(SipUserAgentOptions options, IRandomSource random)
{
    /// <summary>A flow to a peer that none exists to yet.</summary>
    public SipFlow FlowTo(SipTransport transport, IPEndPoint remote) =>
        new(transport, transport == SipTransport.Udp ? options.UdpAddress : options.TcpAddress, remote);

    /// <summary>Our address on this flow; for TCP with the port that we listen on, not that of one connection.</summary>
    public IPEndPoint Local(SipFlow flow)
    {
        IPEndPoint configured = flow.Transport == SipTransport.Udp ? options.UdpAddress : options.TcpAddress;
        IPAddress address = IsWildcard(flow.Local.Address) ? configured.Address : flow.Local.Address;
        return AddressText.Plain(new IPEndPoint(address, flow.Transport == SipTransport.Udp ? flow.Local.Port : configured.Port));
    }

    /// <summary>Our Contact on this flow, with its transport.</summary>
    public string Contact(SipFlow flow, string? user) =>
        new NameAddress("", SipUri.For(user ?? options.ContactUser, Local(flow), flow.Transport), SipParameters.None).ToString();

    /// <summary>A Via with a branch of its own (RFC 3261 §8.1.1.7, RFC 3581 §3).</summary>
    public string NewVia(SipFlow flow) =>
        $"SIP/2.0/{Name(flow.Transport)} {Local(flow)};branch={SipVia.MagicCookie}{random.NextHex(128)};rport";

    /// <summary>Makes a request fit another flow: its Via, and Contact where a dialog is yet to be made.</summary>
    public void Readdress(SipMessage request, SipFlow flow)
    {
        IPEndPoint local = Local(flow);
        request.SetVia(request.Via with { Transport = Name(flow.Transport), Host = local.Address.ToString(), Port = local.Port });
        if (request.To.Tag is null && request.Contact is { } contact)
        {
            request.Headers.Set(SipHeaderNames.Contact, Contact(flow, contact.Uri.User));
        }
    }

    private static bool IsWildcard(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static string Name(SipTransport transport) => transport == SipTransport.Udp ? "UDP" : "TCP";
}
