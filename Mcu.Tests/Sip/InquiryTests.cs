using System.Net;
using System.Text;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip;

/// <summary>Asking whether anybody is at an address.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InquiryTests
{
    private static readonly IPEndPoint There = IPEndPoint.Parse("192.0.2.9:5060");

    private readonly AgentBench bench = new();
    private readonly List<bool> answers = [];

    [TestCase(200)]
    [TestCase(486)]
    [TestCase(404)]
    public void Ask_AnyResponse_IsAnAnswer(int status)
    {
        bench.Agent.Ask(There, answers.Add, bench.Now);
        SipOutgoing sent = bench.TakeRaw().Single();
        SipMessage options = AgentBench.Parse(sent.Bytes.Span);
        Assert.That((options.Method, sent.Flow.Remote, options.To.Tag), Is.EqualTo((SipMethods.Options, There, (string?)null)));
        Assert.That(RequestParts(options), Is.All.Not.Null);

        string response = Encoding.ASCII.GetString(sent.Bytes.Span).Replace("OPTIONS sip:192.0.2.9:5060 SIP/2.0", $"SIP/2.0 {status} Whatever", StringComparison.Ordinal);
        bench.Receive(response);
        bench.Receive(response);
        Assert.That(answers, Is.EqualTo(new[] { true }));
    }

    [Test]
    public void Ask_NoResponse_IsToldInTheEnd()
    {
        bench.Agent.Ask(There, answers.Add, bench.Now);
        bench.Advance(2);
        Assert.That(bench.TakeRaw(), Has.Count.EqualTo(3), "it is asked again");
        bench.Advance(40);
        Assert.That(answers, Is.EqualTo(new[] { false }));
        Assert.That(bench.Agent.TransactionCount, Is.Zero);
    }

    private static IEnumerable<string?> RequestParts(SipMessage options) =>
        new[] { SipHeaderNames.Via, SipHeaderNames.From, SipHeaderNames.CallId, SipHeaderNames.CSeq, SipHeaderNames.MaxForwards }.Select(name => options.Headers[name]);
}
