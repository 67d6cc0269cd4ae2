using Google.Protobuf;
using Mcu.Cascade.Links;
using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Links;

/// <summary>
/// Two ends of a link on a clock of the test's own, and the stream between them: in order, as late as its seed says, and it can
/// stall, as TCP does when a line is cut and no end is told. Envelopes pass as bytes.
/// </summary>
internal sealed class LinkWire
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private readonly Random random;
    private readonly TimeSpan mostDelay;
    private readonly Queue<(byte[] Bytes, Instant At)> up = new();
    private readonly Queue<(byte[] Bytes, Instant At)> down = new();
    private ulong sentUp;
    private ulong sentDown;

    public LinkWire(LinkSelf? child = null, LinkSelf? parent = null, int seed = 1, int mostDelayMs = 20, string? childCertificate = null)
    {
        random = new Random(seed);
        mostDelay = TimeSpan.FromMilliseconds(mostDelayMs);
        Child = new LinkSession(LinkRole.Child, child ?? Self("khanh-son", below: ["khanh-son"]), "khanh-hoa", 1, Now);
        Parent = new LinkSession(LinkRole.Parent, parent ?? Self("khanh-hoa", path: ["khanh-hoa"]), childCertificate ?? "khanh-son", 0, Now);
    }

    public LinkSession Child { get; }

    public LinkSession Parent { get; }

    public Instant Now { get; private set; } = Instant.FromMilliseconds(1000);

    /// <summary>What each end handed on to whoever uses the link.</summary>
    public List<LinkEnvelope> AtParent { get; } = [];

    public List<LinkEnvelope> AtChild { get; } = [];

    /// <summary>Whether nothing gets through; nothing is lost, it comes later.</summary>
    public bool StallsUp { get; set; }

    public bool StallsDown { get; set; }

    public static LinkSelf Self(string node, string[]? path = null, string[]? below = null) =>
        new(node, node.ToUpperInvariant(), 7, "0.1.0") { Path = () => path ?? [], Below = () => below ?? [node] };

    /// <summary>Lets time pass.</summary>
    public void Run(int milliseconds)
    {
        for (Instant end = Now + TimeSpan.FromMilliseconds(milliseconds); Now < end; Now += Step)
        {
            Child.Tick(Now);
            Parent.Tick(Now);
            Send(Child, up, ref sentUp);
            Send(Parent, down, ref sentDown);
            Deliver(up, Parent, AtParent, StallsUp);
            Deliver(down, Child, AtChild, StallsDown);
        }
    }

    private void Send(LinkSession from, Queue<(byte[] Bytes, Instant At)> way, ref ulong sent)
    {
        while (from.TryTake(out LinkEnvelope? envelope))
        {
            envelope.Seq = ++sent;
            envelope.Ack = from.Received;
            way.Enqueue((envelope.ToByteArray(), Now + (mostDelay * random.NextDouble())));
        }
    }

    private void Deliver(Queue<(byte[] Bytes, Instant At)> way, LinkSession to, List<LinkEnvelope> handedOn, bool stalls)
    {
        while (!stalls && way.TryPeek(out (byte[] Bytes, Instant At) first) && first.At <= Now)
        {
            LinkEnvelope envelope = LinkEnvelope.Parser.ParseFrom(way.Dequeue().Bytes);
            if (to.Receive(envelope, Now))
            {
                handedOn.Add(envelope);
            }
        }
    }
}
