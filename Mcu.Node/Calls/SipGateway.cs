using System.Collections.Concurrent;
using System.Net;
using Mcu.Cascade.Failover;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Node.Net;
using Mcu.Node.Net.Sip;

namespace Mcu.Node.Calls;

/// <summary>
/// Joins the sans-IO user agent to its sockets: frames and parses what comes in on the transports' threads, hands whole
/// messages to the control loop, and sends what the user agent wants sent.
/// </summary>
public sealed class SipGateway : ISipTransportHandler, IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, Stream> streams = new();
    private readonly ControlLoop control;
    private readonly SipUdpTransport udp;
    private readonly SipTcpTransport tcp;
    private readonly GatedEgress egress;
    private long overloaded;

    /// <summary>Opens the listeners.</summary>
    /// <param name="listen">The address of both.</param>
    /// <param name="options">The user agent's.</param>
    /// <param name="random">For tags, branches and Call-IDs.</param>
    /// <param name="control">Owns the user agent.</param>
    /// <param name="observer">Told of faults.</param>
    /// <param name="gate">Looked at before every send; none: everything may leave.</param>
    /// <exception cref="ListenException">An address cannot be had.</exception>
    public SipGateway(
        IPEndPoint listen,
        SipUserAgentOptions options,
        Core.Randomness.IRandomSource random,
        ControlLoop control,
        ILoopObserver observer,
        EgressGate? gate = null)
    {
        this.control = control;
        egress = new GatedEgress(gate);
        udp = new SipUdpTransport(listen, this, observer);
        try
        {
            tcp = new SipTcpTransport(listen, new SipTcpOptions { Egress = egress }, this, observer);
        }
        catch (ListenException)
        {
            udp.DisposeAsync().AsTask().Wait();
            throw;
        }

        Agent = new SipUserAgent(options, random);
    }

    /// <summary>The user agent; the control loop's thread only, and followed by <see cref="Flush"/>.</summary>
    public SipUserAgent Agent { get; }

    /// <summary>Told of what happens in calls, on the control loop's thread.</summary>
    public Action<SipEvent> OnEvent { get; set; } = _ => { };

    /// <summary>Messages dropped because the control loop's queue was full.</summary>
    public long Overloaded => Volatile.Read(ref overloaded);

    /// <summary>
    /// Messages dropped because the gate was closed. The user agent is not told: its transactions run out by their timers, where a
    /// failure would have it answer, fall back or call again.
    /// </summary>
    public long Fenced => egress.Fenced;

    /// <inheritdoc/>
    public void OnDatagram(ReadOnlySpan<byte> bytes, IPEndPoint local, IPEndPoint remote)
    {
        byte[] copy = bytes.ToArray();
        var flow = new SipFlow(SipTransport.Udp, local, remote);
        Post(() => Agent.Receive(copy, flow, MonotonicClock.Now));
    }

    /// <inheritdoc/>
    public void OnStreamOpened(long connectionId, IPEndPoint local, IPEndPoint remote) =>
        streams[connectionId] = new Stream(new SipFlow(SipTransport.Tcp, local, remote, connectionId));

    /// <inheritdoc/>
    public SipStreamState OnStreamBytes(long connectionId, ReadOnlySpan<byte> bytes)
    {
        if (!streams.TryGetValue(connectionId, out Stream? stream))
        {
            return SipStreamState.Broken;
        }

        Instant now = MonotonicClock.Now;
        stream.Framer.Append(bytes, now);
        while (true)
        {
            switch (stream.Framer.Read(out ReadOnlySpan<byte> message, now))
            {
                case SipFrame.Message:
                    byte[] copy = message.ToArray();
                    Post(() => Agent.Receive(copy, stream.Flow, MonotonicClock.Now));
                    break;
                case SipFrame.Ping:
                    tcp.TrySend(connectionId, Pong, token: null); // RFC 5626 §3.5.1
                    break;
                case SipFrame.Incomplete:
                    return stream.Framer.Deadline == Instant.Never ? SipStreamState.BetweenMessages : SipStreamState.InMessage;
                default:
                    return SipStreamState.Broken;
            }
        }
    }

    /// <inheritdoc/>
    public void OnSendFailed(long connectionId, object? token)
    {
        if (token is SipOutgoing message && !egress.IsShut)
        {
            Post(() => Agent.SendFailed(message, MonotonicClock.Now));
        }
    }

    /// <inheritdoc/>
    public void OnStreamClosed(long connectionId, SipCloseReason reason)
    {
        if (streams.TryRemove(connectionId, out Stream? stream))
        {
            Post(() => Agent.FlowClosed(stream.Flow));
        }
    }

    /// <summary>Sends what the user agent wants sent, and hands out what it has to tell. Control loop's thread only.</summary>
    public void Flush()
    {
        bool more = true;
        while (more)
        {
            more = false;
            while (Agent.TryTakeEvent(out SipEvent happened))
            {
                OnEvent(happened);
                more = true;
            }

            while (Agent.TryTakeMessage(out SipOutgoing message))
            {
                Send(message);
                more = true;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await udp.DisposeAsync();
        await tcp.DisposeAsync();
    }

    private static readonly byte[] Pong = "\r\n"u8.ToArray();

    private void Send(SipOutgoing message)
    {
        if (!message.IsOfStandby && !egress.Admits())
        {
            return;
        }

        bool isSent = message.Flow switch
        {
            { Transport: SipTransport.Udp } flow => udp.TrySend(message.Bytes.Span, flow.Remote),
            { ConnectionId: > 0 } flow when tcp.TrySend(flow.ConnectionId, message.Bytes, message) => true,
            { } flow => tcp.Send(flow.Remote, message.Bytes, message) != 0,
        };
        if (!isSent)
        {
            Agent.SendFailed(message, MonotonicClock.Now);
        }
    }

    private void Post(Action receive)
    {
        bool isQueued = control.TryPost(() =>
        {
            receive();
            Flush();
        });
        if (!isQueued)
        {
            Interlocked.Increment(ref overloaded); // the peer's transaction sends it again
        }
    }

    private sealed record Stream(SipFlow Flow)
    {
        public SipStreamFramer Framer { get; } = new();
    }
}
