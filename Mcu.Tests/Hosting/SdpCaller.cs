using System.Net;
using System.Net.Sockets;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Node.Loops;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Hosting;

/// <summary>A caller without media, who offers whatever it is told to and hangs up at once when that is taken.</summary>
internal sealed class SdpCaller : IDisposable
{
    private readonly byte[] buffer = new byte[65536];
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly SipUserAgent agent;
    private readonly IPEndPoint node;
    private SipCall? call;

    public SdpCaller(int number, IPEndPoint node)
    {
        this.node = node;
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(1 + (number % 100))]), 0)); // one address may not call too often
        agent = new SipUserAgent(new SipUserAgentOptions { UdpAddress = Local, TcpAddress = Local }, new SeededRandom(number));
    }

    /// <summary>What the last call came to: 200, or the status that refused it; 0 while it lasts.</summary>
    public int Status { get; private set; }

    private IPEndPoint Local => (IPEndPoint)socket.LocalEndPoint!;

    public void Call(string conference, ReadOnlyMemory<byte> offer)
    {
        Status = 0;
        call = agent.Invite(
            new SipInvitation(SipUri.Parse($"sip:{conference}@{node}"), NameAddress.Parse("<sip:cut@127.0.0.1>"), node, SipTransport.Udp, SipBody.Sdp(offer)),
            MonotonicClock.Now);
    }

    public void Pump()
    {
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (socket.Available > 0)
        {
            int length = socket.ReceiveFrom(buffer, ref from);
            agent.Receive(buffer.AsSpan(0, length), new SipFlow(SipTransport.Udp, Local, (IPEndPoint)from), MonotonicClock.Now);
        }

        agent.Tick(MonotonicClock.Now);
        while (agent.TryTakeEvent(out SipEvent happened))
        {
            Note(happened);
        }

        while (agent.TryTakeMessage(out SipOutgoing message))
        {
            socket.SendTo(message.Bytes.Span, message.Flow.Remote);
        }
    }

    public void Dispose() => socket.Dispose();

    private void Note(SipEvent happened)
    {
        switch (happened)
        {
            case SipEvent.Answered:
                agent.Hangup(call!, reason: null, MonotonicClock.Now);
                break;
            case SipEvent.Failed failed:
                Status = failed.Status;
                break;
            case SipEvent.Ended:
                Status = 200;
                break;
        }
    }
}
