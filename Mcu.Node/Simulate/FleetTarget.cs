using System.Net;
using System.Net.Sockets;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;

namespace Mcu.Node.Simulate;

/// <summary>Whom a fleet calls, and from where.</summary>
/// <param name="Uri">The Request-URI.</param>
/// <param name="Destination">Where the calls are sent.</param>
/// <param name="Transport">Over what.</param>
/// <param name="LocalAddress">Our address towards it.</param>
public sealed record FleetTarget(SipUri Uri, IPEndPoint Destination, SipTransport Transport, IPAddress LocalAddress)
{
    private const int DefaultPort = 5060;

    /// <summary>Reads <c>sip:1000@192.0.2.1:5060;transport=tcp</c>, resolves its host and finds the way there.</summary>
    /// <exception cref="SimulationException">It is no SIP URI, or the host has no address.</exception>
    public static async Task<FleetTarget> ResolveAsync(string text, CancellationToken cancel)
    {
        if (!SipUri.TryParse(text, out SipUri uri) || uri.Scheme != "sip")
        {
            throw new SimulationException(SimulationFailure.Target, text, "not a sip: URI");
        }

        string transport = uri.Parameters["transport"] ?? "udp";
        if (transport is not ("udp" or "tcp"))
        {
            throw new SimulationException(SimulationFailure.Target, text, $"transport {transport}");
        }

        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(uri.Host, cancel);
            var destination = new IPEndPoint(addresses[0], uri.Port ?? DefaultPort);
            return new FleetTarget(uri, destination, transport == "tcp" ? SipTransport.Tcp : SipTransport.Udp, LocalTowards(destination));
        }
        catch (SocketException error)
        {
            throw new SimulationException(SimulationFailure.Host, uri.Host, error.Message);
        }
    }

    // Connecting a UDP socket sends nothing; it has the system choose the interface.
    private static IPAddress LocalTowards(IPEndPoint destination)
    {
        using var socket = new Socket(destination.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(destination);
        return ((IPEndPoint)socket.LocalEndPoint!).Address;
    }
}
