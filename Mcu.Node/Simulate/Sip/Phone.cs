using System.Collections.Concurrent;
using System.Net;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Node.Net.Sip;

namespace Mcu.Node.Simulate.Sip;

/// <summary>
/// The one SIP user agent that all simulated rooms call with, its sockets and its loop. Each call belongs to one room.
/// </summary>
internal sealed class Phone : IControlTimers, ISipTransportHandler, IAsyncDisposable
{
    private const string LoopName = "sim-sip";
    private readonly ConcurrentDictionary<long, (SipStreamFramer Framer, SipFlow Flow)> streams = new();
    private readonly Dictionary<SipCall, IPhoneUser> users = [];
    private readonly ControlLoop loop;
    private readonly SipUdpTransport udp;
    private readonly SipTcpTransport tcp;
    private readonly SipUserAgent agent;

    /// <summary>Opens sockets on ports that the system chooses, and starts.</summary>
    /// <param name="local">Our address; not a wildcard.</param>
    /// <param name="calls">Most calls at once.</param>
    /// <param name="observer">Is told of faults.</param>
    public Phone(IPAddress local, int calls, ILoopObserver observer)
    {
        loop = new ControlLoop(new ControlLoopOptions { Name = LoopName }, observer);
        udp = new SipUdpTransport(new IPEndPoint(local, 0), this, observer);
        tcp = new SipTcpTransport(new IPEndPoint(local, 0), new SipTcpOptions(), this, observer);
        var options = new SipUserAgentOptions
        {
            UdpAddress = udp.Local,
            TcpAddress = tcp.Local,
            Product = "mcu-simulate",
            ContactUser = "simulate",
            MaximumCalls = calls,
            PinsDialogs = false,
        };
        agent = new SipUserAgent(options, new OsRandom());
        loop.Start(this);
    }

    /// <inheritdoc/>
    public Instant NextDeadline => agent.NextDeadline;

    /// <summary>Where rooms say that they call from.</summary>
    public IPEndPoint Address => udp.Local;

    /// <summary>Calls that are not wholly over. The loop's thread.</summary>
    public int Calls => agent.CallCount;

    /// <summary>Has the loop do something with the user agent, and send what comes of it.</summary>
    public Task<T> DoAsync<T>(Func<SipUserAgent, Instant, T> work) => loop.Invoke(
        () =>
        {
            T result = work(agent, MonotonicClock.Now);
            Flush();
            return result;
        },
        TimeSpan.FromSeconds(10));

    /// <summary>As above, without an answer.</summary>
    public void Post(Action<SipUserAgent, Instant> work) => loop.TryPost(() =>
    {
        work(agent, MonotonicClock.Now);
        Flush();
    });

    /// <summary>Binds a call to its room. The loop's thread.</summary>
    public void Bind(SipCall call, IPhoneUser user) => users[call] = user;

    /// <inheritdoc/>
    public void OnDeadline(Instant now)
    {
        agent.Tick(now);
        Flush();
    }

    /// <inheritdoc/>
    public void OnDatagram(ReadOnlySpan<byte> bytes, IPEndPoint local, IPEndPoint remote) =>
        Deliver(bytes.ToArray(), new SipFlow(SipTransport.Udp, local, remote));

    /// <inheritdoc/>
    public void OnStreamOpened(long connectionId, IPEndPoint local, IPEndPoint remote) =>
        streams[connectionId] = (new SipStreamFramer(), new SipFlow(SipTransport.Tcp, local, remote, connectionId));

    /// <inheritdoc/>
    public SipStreamState OnStreamBytes(long connectionId, ReadOnlySpan<byte> bytes)
    {
        if (!streams.TryGetValue(connectionId, out (SipStreamFramer Framer, SipFlow Flow) stream))
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
                    Deliver(message.ToArray(), stream.Flow);
                    break;
                case SipFrame.Ping:
                    tcp.TrySend(connectionId, "\r\n"u8.ToArray(), token: null);
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
        if (token is SipOutgoing message)
        {
            Post((ua, now) => ua.SendFailed(message, now));
        }
    }

    /// <inheritdoc/>
    public void OnStreamClosed(long connectionId, SipCloseReason reason)
    {
        if (streams.TryRemove(connectionId, out (SipStreamFramer Framer, SipFlow Flow) stream))
        {
            Post((ua, _) => ua.FlowClosed(stream.Flow));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        loop.Dispose();
        await udp.DisposeAsync();
        await tcp.DisposeAsync();
    }

    private void Deliver(byte[] message, SipFlow flow) => Post((ua, now) => ua.Receive(message, flow, now));

    // Events may make messages, and messages that cannot be sent make events.
    private void Flush()
    {
        bool any = true;
        while (any)
        {
            any = false;
            while (agent.TryTakeMessage(out SipOutgoing message))
            {
                any = true;
                Send(message);
            }

            while (agent.TryTakeEvent(out SipEvent e))
            {
                any = true;
                Tell(e);
            }
        }
    }

    private void Send(SipOutgoing message)
    {
        bool sent = message.Flow switch
        {
            { Transport: SipTransport.Udp } flow => udp.TrySend(message.Bytes.Span, flow.Remote),
            { ConnectionId: > 0 } flow => tcp.TrySend(flow.ConnectionId, message.Bytes, message),
            var flow => tcp.Send(flow.Remote, message.Bytes, message) != 0,
        };
        if (!sent)
        {
            agent.SendFailed(message, MonotonicClock.Now);
        }
    }

    private void Tell(SipEvent e)
    {
        Instant now = MonotonicClock.Now;
        if (users.TryGetValue(e.Call, out IPhoneUser? user))
        {
            user.OnEvent(e, now);
            if (e is SipEvent.Ended or SipEvent.Failed)
            {
                users.Remove(e.Call);
            }
        }
        else if (e is SipEvent.IncomingCall)
        {
            agent.Reject(e.Call, 480, reason: null, [], now); // rooms call, and are not called
        }
    }
}
