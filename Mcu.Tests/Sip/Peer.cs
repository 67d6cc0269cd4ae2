using System.Net;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Sip;

/// <summary>A user agent on the simulated network, with an application that notes events and may react to them.</summary>
internal sealed class Peer
{
    private readonly SimulatedNetwork network;

    public Peer(SimulatedNetwork network, string address, int seed, Func<SipUserAgentOptions, SipUserAgentOptions>? configure = null)
    {
        this.network = network;
        Address = new IPEndPoint(IPAddress.Parse(address), 5060);
        var options = new SipUserAgentOptions { UdpAddress = Address, TcpAddress = Address, RequestsPerSecond = 10_000, RequestBurst = 10_000 };
        Agent = new SipUserAgent(configure?.Invoke(options) ?? options, new SeededRandom(seed));
        network.Attach(this);
    }

    public IPEndPoint Address { get; }

    public SipUserAgent Agent { get; }

    public List<SipEvent> Events { get; } = [];

    /// <summary>What the application does about an event.</summary>
    public Action<SipEvent> React { get; set; } = _ => { };

    public SipCall Call => Events[0].Call;

    public SipCall Invite(Peer callee, SipBody? offer, SipTransport transport = SipTransport.Udp) => Agent.Invite(
        new SipInvitation(
            SipUri.Parse($"sip:room@{callee.Address}"), NameAddress.Parse("\"Xã Ea Súp\" <sip:caller@mcu.example>"), callee.Address, transport, offer),
        network.Now);

    public IEnumerable<T> Of<T>()
        where T : SipEvent => Events.OfType<T>();

    public void Handle(SipEvent e)
    {
        Events.Add(e);
        React(e);
    }
}
