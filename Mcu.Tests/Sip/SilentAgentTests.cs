using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Tests.Sip;

/// <summary>A user agent whose calls another node has: what it still says.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SilentAgentTests : IInboundPolicy
{
    private const string Elsewhere = "<sip:room@192.0.2.2:5060>";

    private readonly AgentBench bench = new();
    private SipAnswer? answer = new(302, new SipHeader(SipHeaderNames.Contact, Elsewhere));

    public SilentAgentTests()
    {
        bench.Agent.IsSilent = true;
        bench.Agent.WhenSilent = this;
    }

    [Test]
    public void Receive_Invite_IsSentElsewhereAndNothingIsKept()
    {
        bench.Receive(Invite());
        SipOutgoing sent = bench.TakeRaw().Single();
        SipMessage redirection = AgentBench.Parse(sent.Bytes.Span);
        Assert.That((redirection.Status, redirection.Headers[SipHeaderNames.Contact]), Is.EqualTo((302, Elsewhere)));
        Assert.That(sent.IsOfStandby);
        Assert.That((bench.Agent.CallCount, bench.Agent.TransactionCount), Is.EqualTo((0, 0)));
        Assert.That(bench.TakeEvents(), Is.Empty);
    }

    [Test]
    public void Receive_InviteAgain_IsAnsweredAlike()
    {
        bench.Receive(Invite());
        byte[] first = bench.TakeRaw().Single().Bytes.ToArray();
        bench.Receive(Invite());
        Assert.That(bench.TakeRaw().Single().Bytes.ToArray(), Is.EqualTo(first), "the first answer may have been lost");
    }

    [TestCase(SipMethods.Invite, "ours")]
    [TestCase(SipMethods.Bye, "ours")]
    [TestCase(SipMethods.Bye, "")]
    [TestCase(SipMethods.Ack, "")]
    [TestCase(SipMethods.Cancel, "")]
    [TestCase(SipMethods.Options, "")]
    [TestCase(SipMethods.Info, "")]
    public void Receive_AnythingButANewCall_IsPassedOver(string method, string toTag)
    {
        bench.Receive(AgentBench.Request(method, toTag: toTag));
        Assert.That(bench.TakeRaw(), Is.Empty, "an answer could end a call that another node has");
        Assert.That(bench.Agent.Counters.Unheard, Is.EqualTo(1));
    }

    [Test]
    public void Receive_InviteAndNothingToSay_IsPassedOver()
    {
        answer = null;
        bench.Receive(Invite());
        Assert.That(bench.TakeRaw(), Is.Empty);
        Assert.That(bench.Agent.Counters.Unheard, Is.EqualTo(1));
    }

    [Test]
    public void Receive_InviteOfAnAgentThatServes_IsACall()
    {
        bench.Agent.IsSilent = false;
        bench.Receive(Invite());
        Assert.That(bench.TakeEvents().Single(), Is.InstanceOf<SipEvent.IncomingCall>());
        Assert.That(bench.TakeRaw().All(sent => !sent.IsOfStandby));
    }

    public SipAnswer? Judge(SipMessage request, SipFlow flow, Instant now) => answer;

    private static string Invite() => AgentBench.Request(SipMethods.Invite, body: "v=0");
}
