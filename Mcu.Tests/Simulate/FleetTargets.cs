using System.Net;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Node.Simulate;

namespace Mcu.Tests.Simulate;

/// <summary>Whom simulated rooms of the tests call.</summary>
internal static class FleetTargets
{
    /// <summary>A number at a port of this machine, over UDP.</summary>
    public static FleetTarget Local(int port, string number = "1000") => new(
        SipUri.Parse($"sip:{number}@127.0.0.1:{port}"), new IPEndPoint(IPAddress.Loopback, port), SipTransport.Udp, IPAddress.Loopback);
}
