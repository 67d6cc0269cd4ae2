using System.Net;
using Mcu.Core.Sip;
using Mcu.Node.Simulate;

namespace Mcu.Tests.Simulate;

/// <summary>Reading of <c>--target</c>.</summary>
public sealed class FleetTargetTests
{
    [Test]
    public async Task ResolveAsync_Address_KnowsTheWayThere()
    {
        FleetTarget target = await FleetTarget.ResolveAsync("sip:1000@127.0.0.1:5070;transport=tcp", CancellationToken.None);
        Assert.That(target.Destination, Is.EqualTo(new IPEndPoint(IPAddress.Loopback, 5070)));
        Assert.That(target.Transport, Is.EqualTo(SipTransport.Tcp));
        Assert.That(target.LocalAddress, Is.EqualTo(IPAddress.Loopback));
    }

    [TestCase("127.0.0.1")]
    [TestCase("sips:1000@127.0.0.1")]
    [TestCase("sip:1000@127.0.0.1;transport=sctp")]
    public async Task ResolveAsync_NoTarget_SaysSo(string text)
    {
        SimulationException? error = await Assert.ThrowsAsync<SimulationException>(() => FleetTarget.ResolveAsync(text, CancellationToken.None));
        Assert.That(error!.Failure, Is.EqualTo(SimulationFailure.Target));
    }
}
