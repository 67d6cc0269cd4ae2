using System.Net;
using System.Net.Sockets;
using Mcu.Core.Randomness;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Calls;
using Mcu.Node.Loops;

namespace Mcu.Tests.Hosting;

/// <summary>A room's SIP: our own user agent on a socket of its own, and the session that its call agreed on.</summary>
internal sealed class RoomPhone : IDisposable
{
    private readonly string name;
    private readonly Socket socket = RoomMedium.Bind();
    private readonly byte[] buffer = new byte[65536];
    private readonly SipUserAgent agent;
    private readonly MediaCapabilities capabilities;
    private readonly SessionDescription offer;
    private readonly RoomFloor floor;
    private SessionDescription offered;
    private SipCall? call;

    /// <summary>A phone that has not called yet.</summary>
    /// <param name="name">Its user.</param>
    /// <param name="random">Its calls' numbers.</param>
    /// <param name="pinsDialogs">Whether it takes requests in its call from where it called only.</param>
    /// <param name="capabilities">What it offers.</param>
    /// <param name="floor">Floor control.</param>
    /// <param name="asksForFloor">Whether it offers that too.</param>
    public RoomPhone(string name, IRandomSource random, bool pinsDialogs, MediaCapabilities capabilities, RoomFloor floor, bool asksForFloor)
    {
        (this.name, this.capabilities, this.floor) = (name, capabilities, floor);
        agent = new SipUserAgent(new SipUserAgentOptions { UdpAddress = Address, TcpAddress = Address, PinsDialogs = pinsDialogs }, random);
        offered = offer = asksForFloor ? floor.AddTo(SdpNegotiator.Offer(capabilities)) : SdpNegotiator.Offer(capabilities);
    }

    public IPEndPoint Address => RoomMedium.EndPointOf(socket);

    public List<SipEvent> Events { get; } = [];

    /// <summary>What was negotiated; none before.</summary>
    public NegotiatedSession? Session { get; private set; }

    /// <summary>Whether it answers calls with 486.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Who gets 486 alone; none: nobody.</summary>
    public IPEndPoint? Forbids { get; set; }

    /// <summary>Changes what it answers to offers within its call.</summary>
    public Func<string, string> Rewrite { get; set; } = answer => answer;

    /// <summary>Where all its messages go, should that be elsewhere than where it means.</summary>
    public IPEndPoint? Outbound { get; set; }

    /// <summary>What it offers, whole.</summary>
    public byte[] Offer => SessionMaker.BodyOf(offer).Bytes.ToArray();

    public void Call(IPEndPoint node, string conference, ReadOnlyMemory<byte> sent) => call = agent.Invite(
        new SipInvitation(
            SipUri.Parse($"sip:{conference}@{node}"),
            NameAddress.Parse($"\"{name}\" <sip:{name}@127.0.0.1>"),
            node,
            SipTransport.Udp,
            SipBody.Sdp(sent)),
        MonotonicClock.Now);

    public void SendKey() => agent.SendInfo(call!, new SipBody("application/dtmf", "5"u8.ToArray()), MonotonicClock.Now);

    /// <summary>Offers once more what it offered first, or that changed.</summary>
    public void Reoffer(Func<string, string>? change)
    {
        string text = offer.ToString();
        offered = Read(SessionMaker.BodyOf(change?.Invoke(text) ?? text));
        agent.Reinvite(call!, SessionMaker.BodyOf(offered), MonotonicClock.Now);
    }

    public void Hangup() => agent.Hangup(call!, "done", MonotonicClock.Now);

    /// <summary>Takes what came, sends what is due.</summary>
    public void Pump(Instant now)
    {
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (socket.Available > 0)
        {
            int length = socket.ReceiveFrom(buffer, ref from);
            agent.Receive(buffer.AsSpan(0, length), new SipFlow(SipTransport.Udp, Address, (IPEndPoint)from), now);
        }

        agent.Tick(now);
        while (agent.TryTakeEvent(out SipEvent happened))
        {
            Events.Add(happened);
            React(happened);
        }

        while (agent.TryTakeMessage(out SipOutgoing message))
        {
            socket.SendTo(message.Bytes.Span, Outbound ?? message.Flow.Remote);
        }
    }

    public void Dispose() => socket.Dispose();

    private static SessionDescription Read(SipBody body)
    {
        Assert.That(SessionDescription.TryParse(body.Bytes.Span, out SessionDescription? description, out _));
        return description!;
    }

    private void React(SipEvent happened)
    {
        switch (happened)
        {
            case SipEvent.Answered { Body: { } answer }:
                Session = SdpNegotiator.Complete(offer, Read(answer)).Session;
                floor.Begin(Read(answer));
                break;
            case SipEvent.Reoffer { Offer: { } changed }:
                Session = SdpNegotiator.Answer(Read(changed), capabilities, Session).Session!;
                agent.AnswerReinvite(happened.Call, SessionMaker.BodyOf(Rewrite(Session.LocalDescription)), MonotonicClock.Now);
                break;
            case SipEvent.ReinviteAnswered { Body: { } answer }:
                Session = SdpNegotiator.Complete(offered, Read(answer), Session).Session;
                break;
            case SipEvent.IncomingCall when IsBusy || happened.Call.Flow.Remote.Equals(Forbids):
                agent.Reject(happened.Call, 486, reason: null, [], MonotonicClock.Now);
                break;
            case SipEvent.IncomingCall { Offer: { } theirs }:
                Session = SdpNegotiator.Answer(Read(theirs), capabilities).Session!;
                call = happened.Call;
                agent.Accept(call, SessionMaker.BodyOf(Session.LocalDescription), MonotonicClock.Now);
                break;
            default:
                break;
        }
    }
}
