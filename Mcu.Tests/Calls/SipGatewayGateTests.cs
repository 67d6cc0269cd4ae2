using System.Net;
using System.Net.Sockets;
using System.Text;
using Mcu.Cascade.Failover;
using Mcu.Core.Sip;
using Mcu.Core.Time;
using Mcu.Node.Calls;
using Mcu.Node.Loops;
using Mcu.Tests.Harness;
using Mcu.Tests.Interop;
using Mcu.Tests.Net;

namespace Mcu.Tests.Calls;

/// <summary>A node that is not the active one says nothing by SIP, whatever it is asked.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SipGatewayGateTests
{
    private readonly EgressGate gate = new();
    private readonly RecordingObserver observer = new();

    [Test]
    public async Task Udp_GateClosed_NoAnswerLeaves()
    {
        await using var node = new GatedNode(gate, observer);
        using Socket peer = Loopback.Peer();
        peer.SendTo(Options("UDP", peer, 1), node.Address);
        Eventually.That(() => node.Gateway.Fenced == 1, "the answer is held back");

        gate.OpenUntil(Instant.Never);
        peer.SendTo(Options("UDP", peer, 2), node.Address);
        Assert.That(Encoding.UTF8.GetString(Loopback.Receive(peer)), Does.StartWith("SIP/2.0 200").And.Contain("CSeq: 2 OPTIONS"));
        Assert.That(observer.Faults, Is.Empty);
    }

    [Test]
    public async Task Tcp_GateClosed_NoAnswerAndNoPongLeave()
    {
        await using var node = new GatedNode(gate, observer);
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
        peer.Connect(node.Address);
        peer.Send(Options("TCP", peer, 1));
        Eventually.That(() => node.Gateway.Fenced == 1, "the answer is held back");
        peer.Send("\r\n\r\n"u8);
        Eventually.That(() => node.Gateway.Fenced == 2, "the pong is held back");

        gate.OpenUntil(Instant.Never);
        peer.Send(Options("TCP", peer, 2));
        byte[] bytes = new byte[4096];
        string answer = Encoding.UTF8.GetString(bytes, 0, peer.Receive(bytes));
        Assert.That(answer, Does.StartWith("SIP/2.0 200").And.Contain("CSeq: 2 OPTIONS"));
    }

    private static byte[] Options(string transport, Socket from, int sequence) => Encoding.UTF8.GetBytes($"""
        OPTIONS sip:mcu@127.0.0.1 SIP/2.0
        Via: SIP/2.0/{transport} {from.LocalEndPoint};branch=z9hG4bK{transport}{sequence}
        Max-Forwards: 70
        From: <sip:room@127.0.0.1>;tag=a{sequence}
        To: <sip:mcu@127.0.0.1>
        Call-ID: gate-{sequence}
        CSeq: {sequence} OPTIONS
        Content-Length: 0


        """.ReplaceLineEndings("\r\n"));

    private sealed class GatedNode : IControlTimers, IAsyncDisposable
    {
        private readonly ControlLoop control;

        public GatedNode(EgressGate gate, RecordingObserver observer)
        {
            Address = new IPEndPoint(IPAddress.Loopback, FreePorts.One());
            control = new ControlLoop(new ControlLoopOptions(), observer);
            var options = new SipUserAgentOptions { UdpAddress = Address, TcpAddress = Address };
            Gateway = new SipGateway(Address, options, new OsRandom(), control, observer, gate);
            control.Start(this);
        }

        public IPEndPoint Address { get; }

        public SipGateway Gateway { get; }

        public Instant NextDeadline => Gateway.Agent.NextDeadline;

        public void OnDeadline(Instant now)
        {
            Gateway.Agent.Tick(now);
            Gateway.Flush();
        }

        public async ValueTask DisposeAsync()
        {
            control.Dispose();
            await Gateway.DisposeAsync();
        }
    }
}
