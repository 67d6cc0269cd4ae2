using Mcu.Cascade.Failover;
using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Media;

/// <summary>A parent that is not the active node sends nothing of a link's media.</summary>
public sealed class LinkMediaGateTests
{
    private const int ToChild = 0;
    private const int ToParent = 1;

    [Test]
    public void Udp_GateClosedThenOpened_NothingLeavesBefore()
    {
        var gate = new EgressGate();
        using var nodes = new LinkedNodes(gate);
        nodes.Child.OpenSound();
        nodes.Until(() => nodes.Relay.Passed(ToParent).Length > 20, "the child sends");
        Assert.That(nodes.Relay.Passed(ToChild), Is.Empty);

        gate.OpenUntil(Instant.Never);
        nodes.Until(() => nodes.Parent.Media.Transport == LinkTransport.Udp && nodes.Relay.Passed(ToChild).Length > 20, "the parent sends");
    }
}
