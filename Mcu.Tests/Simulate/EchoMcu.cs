using System.Net;
using System.Text;
using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Node.Net;
using Mcu.Node.Net.Sip;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Simulate;

/// <summary>A bad MCU: it answers every call and sends each room its own packets back.</summary>
internal sealed class EchoMcu : IControlTimers, ISipTransportHandler, IAsyncDisposable
{
    private readonly RecordingObserver observer = new();
    private readonly ControlLoop loop;
    private readonly SipUdpTransport udp;
    private readonly SipUserAgent agent;
    private readonly UdpReceiveLoop receive;

    public EchoMcu()
    {
        loop = new ControlLoop(new ControlLoopOptions { Name = "echo" }, observer);
        udp = new SipUdpTransport(new IPEndPoint(IPAddress.Loopback, 0), this, observer);
        agent = new SipUserAgent(new SipUserAgentOptions { UdpAddress = udp.Local, TcpAddress = udp.Local }, new OsRandom());
        receive = new UdpReceiveLoop(new UdpReceiveOptions(), new PacketPool(1024), observer);
        receive.Start();
        loop.Start(this);
    }

    public IPEndPoint Address => udp.Local;

    public Instant NextDeadline => agent.NextDeadline;

    public void OnDeadline(Instant now)
    {
        agent.Tick(now);
        Flush();
    }

    public void OnDatagram(ReadOnlySpan<byte> bytes, IPEndPoint local, IPEndPoint remote)
    {
        byte[] copy = bytes.ToArray();
        loop.TryPost(() =>
        {
            agent.Receive(copy, new SipFlow(SipTransport.Udp, local, remote), MonotonicClock.Now);
            Flush();
        });
    }

    public void OnStreamOpened(long connectionId, IPEndPoint local, IPEndPoint remote)
    {
    }

    public SipStreamState OnStreamBytes(long connectionId, ReadOnlySpan<byte> bytes) => SipStreamState.Broken;

    public void OnSendFailed(long connectionId, object? token)
    {
    }

    public void OnStreamClosed(long connectionId, SipCloseReason reason)
    {
    }

    public async ValueTask DisposeAsync()
    {
        loop.Dispose();
        await udp.DisposeAsync();
        receive.Dispose();
    }

    private void Flush()
    {
        while (agent.TryTakeEvent(out SipEvent e))
        {
            if (e is SipEvent.IncomingCall { Offer: { } offer })
            {
                Answer(e.Call, offer);
            }
        }

        while (agent.TryTakeMessage(out SipOutgoing message))
        {
            udp.TrySend(message.Bytes.Span, message.Flow.Remote);
        }
    }

    private void Answer(SipCall call, SipBody offer)
    {
        _ = SessionDescription.TryParse(offer.Bytes.Span, out SessionDescription? description, out _);
        var capabilities = new MediaCapabilities
        {
            Address = "127.0.0.1",
            SessionId = 1,
            Audio = new AudioCapabilities(Open()),
            Video = new VideoCapabilities(Open()),
        };
        NegotiatedSession session = SdpNegotiator.Answer(description!, capabilities).Session!;
        agent.Accept(call, SipBody.Sdp(Encoding.UTF8.GetBytes(session.LocalDescription)), MonotonicClock.Now);
    }

    private RtpPorts Open()
    {
        UdpPort port = UdpPort.TryBind(TransportAddress.From(IPAddress.Loopback, 0), UdpPortOptions.Video, out _)!;
        receive.TryAdd(port, new Echo(port));
        return new RtpPorts(port.Local.Port, port.Local.Port + 1);
    }

    private sealed class Echo(UdpPort port) : IUdpHandler
    {
        public bool OnDatagram(PacketBuffer packet, in TransportAddress from, Instant now)
        {
            port.TrySend(packet.Span, from);
            return false;
        }

        public void OnTick(Instant now)
        {
        }

        public void OnRemoved()
        {
        }
    }
}
