using System.Net;
using System.Text;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Sip;

/// <summary>One user agent whose peer is written out by hand.</summary>
internal sealed class AgentBench
{
    public static readonly IPEndPoint Own = IPEndPoint.Parse("192.0.2.1:5060");
    public static readonly SipFlow Flow = new(SipTransport.Udp, Own, IPEndPoint.Parse("192.0.2.9:5060"));

    public AgentBench(Func<SipUserAgentOptions, SipUserAgentOptions>? configure = null, IInboundPolicy? policy = null)
    {
        var options = new SipUserAgentOptions { UdpAddress = Own, TcpAddress = Own };
        Agent = new SipUserAgent(configure?.Invoke(options) ?? options, new SeededRandom(7), policy);
    }

    public SipUserAgent Agent { get; }

    public Instant Now { get; private set; } = Instant.FromMilliseconds(1000);

    /// <summary>A request as a peer would write it; lines are separated by \n here.</summary>
    public static string Request(string method, string headers = "", string body = "", string branch = "z9hG4bKa1", int cseq = 1, string toTag = "")
    {
        string to = "To: <sip:room@192.0.2.1>" + (toTag.Length == 0 ? "" : $";tag={toTag}");
        string type = body.Length == 0 || headers.Contains("Content-Type", StringComparison.Ordinal) ? "" : "Content-Type: application/sdp\n";
        return $"{method} sip:room@192.0.2.1 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.9:5060;branch={branch};rport\nMax-Forwards: 70\n"
            + $"From: <sip:peer@192.0.2.9>;tag=peer\n{to}\nCall-ID: call-1\nCSeq: {cseq} {method}\n"
            + $"Contact: <sip:peer@192.0.2.9:5060>\n{headers}{type}Content-Length: {body.Length}\n\n{body}";
    }

    public void Receive(string message, SipFlow? flow = null) =>
        Agent.Receive(Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")), flow ?? Flow, Now);

    public void Advance(double seconds)
    {
        Instant end = Now + TimeSpan.FromSeconds(seconds);
        while (Agent.NextDeadline <= end)
        {
            Now = Instant.Later(Now, Agent.NextDeadline);
            Agent.Tick(Now);
        }

        Now = end;
    }

    /// <summary>Everything that was sent since the last time, as it went out.</summary>
    public List<SipOutgoing> TakeRaw()
    {
        var taken = new List<SipOutgoing>();
        while (Agent.TryTakeMessage(out SipOutgoing message))
        {
            taken.Add(message);
        }

        return taken;
    }

    /// <summary>Everything that was sent since the last time.</summary>
    public List<SipMessage> Take() => [.. TakeRaw().Select(sent => Parse(sent.Bytes.Span))];

    public List<SipEvent> TakeEvents()
    {
        var taken = new List<SipEvent>();
        while (Agent.TryTakeEvent(out SipEvent e))
        {
            taken.Add(e);
        }

        return taken;
    }

    /// <summary>An incoming call that was accepted and acknowledged; gives it with nothing left to take.</summary>
    public SipCall Establish(string headers = "", SipFlow? flow = null)
    {
        Receive(Request(SipMethods.Invite, headers, "v=0"), flow);
        SipCall call = TakeEvents().OfType<SipEvent.IncomingCall>().Single().Call;
        Assert.That(Agent.Accept(call, SipBody.Sdp("v=0 answer"u8.ToArray()), Now), Is.True);
        Receive(Request(SipMethods.Ack, branch: "z9hG4bKack", toTag: call.LocalTag), flow);
        Take();
        return call;
    }

    /// <summary>A response to a request that the agent sent.</summary>
    public static string Response(SipMessage request, int status, string toTag = "far", string headers = "", string body = "")
    {
        string to = request.To.Tag is null ? $"{request.Headers["To"]};tag={toTag}" : request.Headers["To"]!;
        string type = body.Length == 0 ? "" : "Content-Type: application/sdp\n";
        return $"SIP/2.0 {status} X\nVia: {request.Headers["Via"]}\nFrom: {request.Headers["From"]}\nTo: {to}\n"
            + $"Call-ID: {request.CallId}\nCSeq: {request.CSeq}\nContact: <sip:peer@192.0.2.9:5060>\n{headers}{type}"
            + $"Content-Length: {body.Length}\n\n{body}";
    }

    /// <summary>An outgoing call, with its INVITE.</summary>
    public (SipCall Call, SipMessage Invite) Dial(SipBody? offer, SipTransport transport = SipTransport.Udp)
    {
        SipCall call = Agent.Invite(
            new SipInvitation(SipUri.Parse("sip:peer@192.0.2.9"), NameAddress.Parse("<sip:room@192.0.2.1>"), Flow.Remote, transport, offer), Now);
        return (call, Take().Single());
    }

    public static SipMessage Parse(ReadOnlySpan<byte> bytes)
    {
        Assert.That(SipMessage.TryParse(bytes, out SipMessage? message, out SipParseError error), Is.True, error.ToString());
        return message!;
    }
}
