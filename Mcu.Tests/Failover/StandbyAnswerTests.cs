using System.Net;
using Mcu.Cascade.Consensus;
using Mcu.Cascade.Failover;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Failover;

namespace Mcu.Tests.Failover;

/// <summary>What a standby answers rooms that call it.</summary>
public sealed class StandbyAnswerTests
{
    private const string Self = "khanh-hoa-2", Leader = "khanh-hoa-1";
    private static readonly Instant Begin = new(1_000_000_000_000);

    [TestCase(SipTransport.Udp, "<sip:1000@10.77.21.1:5060>")]
    [TestCase(SipTransport.Tcp, "<sip:1000@10.77.21.1:5060;transport=tcp>")]
    public void Judge_SettledStandby_SendsTheRoomToWhoLeads(SipTransport transport, string contact)
    {
        SipAnswer answer = Judge(NodeRole.Standby, seconds: 10, Leader, transport: transport)!;
        Assert.That((answer.Status, answer.Headers.Single().Name, answer.Headers.Single().Value), Is.EqualTo((302, "Contact", contact)));
    }

    [Test]
    public void Judge_NobodyLeads_AsksToTryAgain() => AssertLater(Judge(NodeRole.Standby, seconds: 10, leader: null));

    [Test]
    public void Judge_LeaderOfAnOlderVersion_AsksToTryAgain() => AssertLater(Judge(NodeRole.Standby, seconds: 10, "khanh-hoa-3"));

    [TestCase(NodeRole.Fenced)]
    [TestCase(NodeRole.Promoting)]
    [TestCase(NodeRole.Active)]
    [TestCase(NodeRole.Starting)]
    [TestCase(NodeRole.Drained)]
    public void Judge_AnotherRole_SaysNothing(NodeRole role) => Assert.That(Judge(role, seconds: 10, Leader), Is.Null);

    [Test]
    public void Judge_StandbyAMomentAgoFenced_SaysNothing() => Assert.That(Judge(NodeRole.Standby, seconds: 1, Leader), Is.Null);

    [Test]
    public void Judge_StoodStillSinceItHeardItsLeader_SaysNothing() =>
        Assert.That(Judge(NodeRole.Standby, seconds: 60, Leader, heardSecondsAgo: 20), Is.Null);

    [Test]
    public void Judge_ElectedAndNotYetPromoting_SaysNothing() => Assert.That(Judge(NodeRole.Standby, seconds: 10, Self), Is.Null);

    private static void AssertLater(SipAnswer? answer) =>
        Assert.That((answer?.Status, answer?.Headers.Single().Name, answer?.Headers.Single().Value), Is.EqualTo((503, "Retry-After", "3")));

    private static SipAnswer? Judge(NodeRole role, int seconds, string? leader, int heardSecondsAgo = 0, SipTransport transport = SipTransport.Udp)
    {
        Instant now = Begin + TimeSpan.FromSeconds(seconds);
        var view = new ConsensusView { Leader = leader, LastContact = now - TimeSpan.FromSeconds(heardSecondsAgo) };
        var judge = new StandbyAnswer(Self, () => new RoleStatus(role, 1, Begin), () => view, member => member == Leader ? "10.77.21.1:5060" : null);
        SipMessage invite = SipMessage.Request(SipMethods.Invite, SipUri.Parse("sip:1000@10.77.22.1:5060"), new SipHeaders());
        return judge.Judge(invite, new SipFlow(transport, new IPEndPoint(IPAddress.Loopback, 5060), new IPEndPoint(IPAddress.Loopback, 5070)), now);
    }
}
