using Mcu.Core.Time;
using Mcu.V1;
using Body = Mcu.V1.LinkEnvelope.BodyOneofCase;

namespace Mcu.Cascade.Links;

/// <summary>
/// One end of one link from its first envelope to its end: who is there, whether it lives, how far away it is. Sans-IO: envelopes
/// and the present in, envelopes (<see cref="TryTake"/>) and <see cref="State"/> out. What it does not know it hands on.
/// </summary>
public sealed class LinkSession
{
    private readonly LinkRole role;
    private readonly LinkSelf self;
    private readonly string expectedPeer;
    private readonly ulong generation;
    private readonly Queue<LinkEnvelope> outgoing = new();
    private readonly Instant startedAt;
    private Instant heardAt;
    private Instant nextHeartbeat;
    private ulong received;
    private ulong term;
    private ulong peerBeatUs;
    private Instant peerBeatAt;

    /// <summary>Begins one end; a child greets at once.</summary>
    /// <param name="role">Which end.</param>
    /// <param name="self">This node.</param>
    /// <param name="expectedPeer">The node id of the other end's certificate.</param>
    /// <param name="generation">A child's: counted up with each attach.</param>
    /// <param name="now">The present.</param>
    public LinkSession(LinkRole role, LinkSelf self, string expectedPeer, ulong generation, Instant now)
    {
        this.role = role;
        this.self = self;
        this.expectedPeer = expectedPeer;
        this.generation = generation;
        (startedAt, heardAt, nextHeartbeat) = (now, now, Instant.Never);
        if (role == LinkRole.Child)
        {
            outgoing.Enqueue(Hello());
        }
    }

    /// <summary>Where it stands.</summary>
    public LinkState State { get; private set; } = LinkState.Connecting;

    /// <summary>The other end; none before it has said who it is.</summary>
    public LinkPeer? Peer { get; private set; }

    /// <summary>Whether the other end leads its HA group, as it said last; who has no group always does.</summary>
    public bool PeerLeads { get; private set; }

    /// <summary>The term of the other end's group, as it said last; 0 without a group.</summary>
    public ulong PeerTerm => term;

    /// <summary>Why it ended; null while it has not.</summary>
    public LinkEnd? End { get; private set; }

    /// <summary>Round trip time by heartbeats; null before the first.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>When the newest envelope came.</summary>
    public Instant HeardAt => heardAt;

    /// <summary>The newest envelope's number, for acknowledgements.</summary>
    public ulong Received => received;

    /// <summary>From the root down to the other end, which is the parent.</summary>
    public IReadOnlyList<string> ParentPath { get; private set; } = [];

    /// <summary>Nodes below the other end, which is a child.</summary>
    public IReadOnlyList<string> Below { get; private set; } = [];

    /// <summary>Names the link in the tunnel's metadata; a parent makes it, a child is told.</summary>
    public byte[] Token { get; private set; } = [];

    /// <summary>When <see cref="Tick"/> is due.</summary>
    public Instant NextDeadline => End is not null
        ? Instant.Never
        : Peer is null ? startedAt + LinkProtocol.GreetingLimit : Instant.Earlier(nextHeartbeat, SilentAt);

    /// <summary>The next envelope to send.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out LinkEnvelope? envelope)
    {
        if (!outgoing.TryDequeue(out envelope))
        {
            return false;
        }

        envelope.Term = self.Term();
        return true;
    }

    /// <summary>Takes an envelope. True: it is for whoever uses the link; false: it was the session's own, or is refused.</summary>
    public bool Receive(LinkEnvelope envelope, Instant now)
    {
        if (End is not null || !IsInOrder(envelope))
        {
            return false;
        }

        heardAt = now;
        State = State == LinkState.Suspect ? LinkState.Up : State;
        if (Peer is null)
        {
            Greet(envelope, now);
            return false;
        }

        switch (envelope.BodyCase)
        {
            case Body.Heartbeat:
                TakeHeartbeat(envelope.Heartbeat, now);
                return true; // it carries the answers to probes of media too
            case Body.Goodbye:
                TakeGoodbye(envelope.Goodbye.Reason);
                return false;
            case Body.Refusal:
                Finish(new LinkEnd(LinkEndKind.Refused, envelope.Refusal.Reason, envelope.Refusal.Detail));
                return false;
            case Body.PathChanged when role == LinkRole.Child:
                TakePath([.. envelope.PathChanged.Path]);
                return false;
            case Body.Hello or Body.Welcome:
                Refuse(RefusalReason.ProtocolError, "a second greeting");
                return false;
            case Body.None:
                return false; // of a newer version
            default:
                return true;
        }
    }

    /// <summary>Does what is due. Heartbeats are stamped by <paramref name="stamp"/> before they go.</summary>
    public void Tick(Instant now, Action<Heartbeat>? stamp = null)
    {
        if (End is not null)
        {
            return;
        }

        if (Peer is null)
        {
            if (now >= startedAt + LinkProtocol.GreetingLimit)
            {
                Finish(new LinkEnd(LinkEndKind.Silent, Detail: "no greeting"));
            }

            return;
        }

        TimeSpan silence = now - heardAt;
        if (silence >= LinkProtocol.LostAfter)
        {
            Finish(new LinkEnd(LinkEndKind.Silent));
            return;
        }

        State = silence >= LinkProtocol.SuspectAfter ? LinkState.Suspect : State;
        if (now >= nextHeartbeat)
        {
            nextHeartbeat = Instant.Later(nextHeartbeat + LinkProtocol.HeartbeatEvery, now);
            Heartbeat heartbeat = NewHeartbeat(now);
            stamp?.Invoke(heartbeat);
            outgoing.Enqueue(new LinkEnvelope { Heartbeat = heartbeat });
        }
    }

    /// <summary>Queues an envelope of whoever uses the link; false when it is not up.</summary>
    public bool TrySend(LinkEnvelope envelope)
    {
        if (Peer is null || End is not null)
        {
            return false;
        }

        outgoing.Enqueue(envelope);
        return true;
    }

    /// <summary>Ends it from this side, with a goodbye where it is up.</summary>
    public void Close(GoodbyeReason reason)
    {
        if (End is null)
        {
            TrySend(new LinkEnvelope { Goodbye = new Goodbye { Reason = reason } });
            Finish(new LinkEnd(LinkEndKind.Closed, Detail: $"{reason}"));
        }
    }

    /// <summary>Ends it from this side: the other side is told why it is not wanted.</summary>
    public void Refuse(RefusalReason reason, string detail)
    {
        if (End is null)
        {
            outgoing.Enqueue(new LinkEnvelope { Refusal = new Refusal { Reason = reason, Detail = detail } });
            Finish(new LinkEnd(LinkEndKind.Refused, reason, detail));
        }
    }

    /// <summary>The connection is gone.</summary>
    public void Break(LinkEndKind kind, string detail) => Finish(new LinkEnd(kind, Detail: detail));

    /// <summary>Has the next <see cref="Tick"/> send a heartbeat: whether this node leads has changed.</summary>
    public void BeatNow() => nextHeartbeat = Instant.Earlier(nextHeartbeat, Instant.Distant);

    /// <summary>The way to the root has changed: children are told.</summary>
    public void TellPath()
    {
        if (role == LinkRole.Parent)
        {
            var changed = new PathChanged();
            changed.Path.AddRange(self.Path());
            TrySend(new LinkEnvelope { PathChanged = changed });
        }
    }

    private Instant SilentAt => heardAt + (State == LinkState.Up ? LinkProtocol.SuspectAfter : LinkProtocol.LostAfter);

    private bool IsInOrder(LinkEnvelope envelope)
    {
        if (envelope.Seq != received + 1)
        {
            Refuse(RefusalReason.ProtocolError, $"envelope {envelope.Seq} after {received}");
            return false;
        }

        if (envelope.Term < term)
        {
            Refuse(RefusalReason.StaleTerm, $"term {envelope.Term} after {term}");
            return false;
        }

        (received, term) = (envelope.Seq, envelope.Term);
        return true;
    }

    private void Greet(LinkEnvelope envelope, Instant now)
    {
        switch (envelope.BodyCase)
        {
            case Body.Hello when role == LinkRole.Parent:
                Welcome(envelope.Hello, now);
                break;
            case Body.Welcome when role == LinkRole.Child:
                TakeWelcome(envelope.Welcome, now);
                break;
            case Body.Refusal:
                Finish(new LinkEnd(LinkEndKind.Refused, envelope.Refusal.Reason, envelope.Refusal.Detail));
                break;
            default:
                Refuse(RefusalReason.ProtocolError, $"{envelope.BodyCase} before a greeting");
                break;
        }
    }

    private void Welcome(Hello hello, Instant now)
    {
        if (!Accepts(hello.Node, hello.Protocol))
        {
            return;
        }

        IReadOnlyList<string> path = self.Path();
        if (path.Intersect([hello.Node, .. hello.Below], StringComparer.Ordinal).FirstOrDefault() is { } twice)
        {
            Refuse(RefusalReason.Loop, twice);
            return;
        }

        Below = [.. hello.Below];
        Token = Guid.NewGuid().ToByteArray();
        var welcome = new Welcome
        {
            Node = self.Node,
            Title = self.Title,
            Boot = self.Boot,
            Protocol = LinkProtocol.Version,
            Version = self.Version,
            Token = Google.Protobuf.ByteString.CopyFrom(Token),
            Standby = !self.Leads(),
        };
        welcome.Capabilities.AddRange(LinkProtocol.Capabilities);
        welcome.Path.AddRange(path);
        outgoing.Enqueue(new LinkEnvelope { Welcome = welcome });
        PeerLeads = !hello.Standby;
        Begin(new LinkPeer(hello.Node, hello.Title, hello.Boot, hello.Generation, hello.Version, hello.Protocol, [.. hello.Capabilities]) { Group = hello.Group, Sip = hello.Sip }, now);
    }

    private void TakeWelcome(Welcome welcome, Instant now)
    {
        if (!Accepts(welcome.Node, welcome.Protocol))
        {
            return;
        }

        Token = welcome.Token.ToByteArray();
        PeerLeads = !welcome.Standby;
        Begin(new LinkPeer(welcome.Node, welcome.Title, welcome.Boot, 0, welcome.Version, welcome.Protocol, [.. welcome.Capabilities]), now);
        TakePath([.. welcome.Path]);
    }

    private bool Accepts(string node, uint protocol)
    {
        if (!string.Equals(node, expectedPeer, StringComparison.Ordinal))
        {
            Refuse(RefusalReason.Identity, $"{node} with the certificate of {expectedPeer}");
        }
        else if (!LinkProtocol.Speaks(protocol))
        {
            Refuse(RefusalReason.Protocol, $"protocol {protocol}; this node speaks {LinkProtocol.Oldest} to {LinkProtocol.Version}");
        }

        return End is null;
    }

    private void Begin(LinkPeer peer, Instant now)
    {
        Peer = peer;
        State = LinkState.Up;
        nextHeartbeat = now;
    }

    private void TakePath(string[] path)
    {
        ParentPath = path;
        if (path.Contains(self.Node, StringComparer.Ordinal))
        {
            TrySend(new LinkEnvelope { Goodbye = new Goodbye { Reason = GoodbyeReason.Loop } });
            Finish(new LinkEnd(LinkEndKind.Refused, RefusalReason.Loop, string.Join(" > ", path)));
        }
    }

    private void TakeGoodbye(GoodbyeReason reason) => Finish(reason == GoodbyeReason.Loop
        ? new LinkEnd(LinkEndKind.Refused, RefusalReason.Loop, $"{expectedPeer} found itself above this node")
        : new LinkEnd(LinkEndKind.Goodbye, Detail: $"{reason}"));

    private void TakeHeartbeat(Heartbeat heartbeat, Instant now)
    {
        (peerBeatUs, peerBeatAt, PeerLeads) = (heartbeat.SentUs, now, !heartbeat.Standby);
        ulong present = Microseconds(now);
        if (heartbeat.EchoUs != 0 && heartbeat.EchoUs <= present && heartbeat.HeldUs <= present - heartbeat.EchoUs)
        {
            RoundTrip = TimeSpan.FromMicroseconds(present - heartbeat.EchoUs - heartbeat.HeldUs);
        }
    }

    private Heartbeat NewHeartbeat(Instant now) => new()
    {
        SentUs = Microseconds(now),
        EchoUs = peerBeatUs,
        HeldUs = peerBeatUs == 0 ? 0 : (ulong)(now - peerBeatAt).TotalMicroseconds,
        Standby = !self.Leads(),
    };

    private static ulong Microseconds(Instant at) => (ulong)(at.Nanoseconds / 1000);

    private LinkEnvelope Hello()
    {
        var hello = new Hello
        {
            Node = self.Node,
            Title = self.Title,
            Boot = self.Boot,
            Generation = generation,
            Protocol = LinkProtocol.Version,
            Version = self.Version,
            Group = self.Group,
            Standby = !self.Leads(),
            Sip = self.Sip,
        };
        hello.Capabilities.AddRange(LinkProtocol.Capabilities);
        hello.Below.AddRange(self.Below());
        return new LinkEnvelope { Hello = hello };
    }

    private void Finish(LinkEnd end)
    {
        if (End is null)
        {
            End = end;
            State = end.Kind == LinkEndKind.Refused ? LinkState.Refused : LinkState.Down;
        }
    }
}
