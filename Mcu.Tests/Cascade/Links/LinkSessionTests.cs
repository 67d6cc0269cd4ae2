using Google.Protobuf;
using Mcu.Cascade.Links;
using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Links;

/// <summary>Greeting, life and end of a link, on a clock of its own.</summary>
public sealed class LinkSessionTests
{
    [Test]
    public void Attach_GoodPeers_IsUpAtBothEndsAndEachKnowsTheOther()
    {
        var wire = new LinkWire();
        wire.Run(200);
        Assert.That((wire.Child.State, wire.Parent.State), Is.EqualTo((LinkState.Up, LinkState.Up)));
        Assert.That((wire.Child.Peer!.Node, wire.Parent.Peer!.Node), Is.EqualTo(("khanh-hoa", "khanh-son")));
        Assert.That(wire.Child.ParentPath, Is.EqualTo(new[] { "khanh-hoa" }));
        Assert.That(wire.Child.Token, Is.Not.Empty.And.EqualTo(wire.Parent.Token));
        Assert.That(wire.Parent.Below, Is.EqualTo(new[] { "khanh-son" }));
    }

    [Test]
    public void Heartbeats_OnALineWithDelay_MeasureTheRoundTrip()
    {
        var wire = new LinkWire(mostDelayMs: 40);
        wire.Run(3000);
        Assert.That(wire.Child.RoundTrip!.Value.TotalMilliseconds, Is.InRange(10, 110));
        Assert.That(wire.AtParent.Count(envelope => envelope.BodyCase == LinkEnvelope.BodyOneofCase.Heartbeat), Is.InRange(27, 31), "each 100 ms");
    }

    [Test]
    public void Silence_OneWay_IsSuspectThenLostWhereNothingCame()
    {
        var wire = new LinkWire(mostDelayMs: 1);
        wire.Run(500);
        wire.StallsDown = true;
        wire.Run(450);
        Assert.That((wire.Child.State, wire.Parent.State), Is.EqualTo((LinkState.Suspect, LinkState.Up)));
        wire.Run(700);
        Assert.That(wire.Child.End?.Kind, Is.EqualTo(LinkEndKind.Silent));
        wire.Run(1200);
        Assert.That(wire.Parent.End?.Kind, Is.EqualTo(LinkEndKind.Silent), "the other end hears nothing of a dead one");
    }

    [Test]
    public void Silence_ShorterThanTheLimit_IsForgiven()
    {
        var wire = new LinkWire(mostDelayMs: 1);
        wire.Run(500);
        for (int flap = 0; flap < 10; flap++)
        {
            wire.StallsUp = wire.StallsDown = true;
            wire.Run(600);
            wire.StallsUp = wire.StallsDown = false;
            wire.Run(200);
            Assert.That((wire.Child.State, wire.Parent.State), Is.EqualTo((LinkState.Up, LinkState.Up)));
        }
    }

    [Test]
    public void Greeting_ThatNeverComes_EndsIt()
    {
        var wire = new LinkWire { StallsUp = true };
        wire.Run(2100);
        Assert.That(wire.Child.End?.Kind, Is.EqualTo(LinkEndKind.Silent));
        Assert.That(wire.Parent.End?.Kind, Is.EqualTo(LinkEndKind.Silent));
    }

    [Test]
    public void Hello_OfANodeThatIsAbove_IsRefusedAsALoop()
    {
        var wire = new LinkWire(parent: LinkWire.Self("khanh-hoa", path: ["khanh-son", "khanh-hoa"]));
        wire.Run(200);
        Assert.That(wire.Child.End, Is.EqualTo(new LinkEnd(LinkEndKind.Refused, RefusalReason.Loop, "khanh-son")));
        Assert.That(wire.Parent.End?.Refusal, Is.EqualTo(RefusalReason.Loop));
    }

    [Test]
    public void Hello_OfANodeThatHasTheParentBelowIt_IsRefusedAsALoop()
    {
        var wire = new LinkWire(child: LinkWire.Self("khanh-son", below: ["khanh-son", "khanh-hoa"]));
        wire.Run(200);
        Assert.That(wire.Parent.End, Is.EqualTo(new LinkEnd(LinkEndKind.Refused, RefusalReason.Loop, "khanh-hoa")));
    }

    [Test]
    public void PathChanged_ToOneWithTheChildOnIt_ChildLeaves()
    {
        string[] path = ["khanh-hoa"];
        var wire = new LinkWire(parent: new LinkSelf("khanh-hoa", "", 1, "") { Path = () => path });
        wire.Run(200);
        path = ["khanh-son", "khanh-hoa"];
        wire.Parent.TellPath();
        wire.Run(100);
        Assert.That(wire.Child.End?.Refusal, Is.EqualTo(RefusalReason.Loop));
        Assert.That(wire.Child.State, Is.EqualTo(LinkState.Refused));
        Assert.That(wire.Parent.End?.Kind, Is.EqualTo(LinkEndKind.Refused), "it is told why");
    }

    [Test]
    public void PathChanged_ToAnother_IsFollowed()
    {
        string[] path = ["khanh-hoa"];
        var wire = new LinkWire(parent: new LinkSelf("khanh-hoa", "", 1, "") { Path = () => path });
        wire.Run(200);
        path = ["trung-uong", "khanh-hoa"];
        wire.Parent.TellPath();
        wire.Run(100);
        Assert.That(wire.Child.ParentPath, Is.EqualTo(path));
        Assert.That(wire.Child.State, Is.EqualTo(LinkState.Up));
    }

    [Test]
    public void Hello_WithAnothersCertificate_IsRefused()
    {
        var wire = new LinkWire(childCertificate: "van-ninh");
        wire.Run(200);
        Assert.That(wire.Child.End?.Refusal, Is.EqualTo(RefusalReason.Identity));
    }

    [Test]
    public void TrySend_BothWays_ArrivesInOrder()
    {
        var wire = new LinkWire(seed: 5, mostDelayMs: 80);
        wire.Run(400);
        for (uint number = 1; number <= 50; number++)
        {
            Assert.That(wire.Parent.TrySend(new LinkEnvelope { Unsubscribe = new Unsubscribe { Subscription = number } }));
            wire.Run(10);
        }

        wire.Run(300);
        Assert.That(
            wire.AtChild.Where(envelope => envelope.BodyCase == LinkEnvelope.BodyOneofCase.Unsubscribe).Select(envelope => envelope.Unsubscribe.Subscription),
            Is.EqualTo(Enumerable.Range(1, 50)));
    }

    [Test]
    public void Close_SaysGoodbye()
    {
        var wire = new LinkWire();
        wire.Run(200);
        wire.Child.Close(GoodbyeReason.Stopping);
        wire.Run(100);
        Assert.That(wire.Parent.End?.Kind, Is.EqualTo(LinkEndKind.Goodbye));
        Assert.That(wire.Child.TrySend(new LinkEnvelope()), Is.False);
    }

    [Test]
    public void Receive_BodyOfANewerVersion_IsPassedOver()
    {
        LinkSession parent = Greeted(out ulong seq);
        LinkEnvelope unknown = LinkEnvelope.Parser.ParseFrom([.. new LinkEnvelope { Seq = ++seq }.ToByteArray(), 0xA2, 0x1F, 0x02, 0x08, 0x01]); // field 500
        Assert.That(parent.Receive(unknown, Instant.FromMilliseconds(1010)), Is.False);
        Assert.That(parent.State, Is.EqualTo(LinkState.Up));
    }

    [Test]
    public void Receive_GapOrRepetition_IsAProtocolError()
    {
        LinkSession parent = Greeted(out ulong seq);
        parent.Receive(new LinkEnvelope { Seq = seq + 2, Heartbeat = new Heartbeat() }, Instant.FromMilliseconds(1010));
        Assert.That(parent.End?.Refusal, Is.EqualTo(RefusalReason.ProtocolError));
    }

    [Test]
    public void Receive_LowerTermThanBefore_IsRefused()
    {
        LinkSession parent = Greeted(out ulong seq);
        parent.Receive(new LinkEnvelope { Seq = ++seq, Term = 4, Heartbeat = new Heartbeat() }, Instant.FromMilliseconds(1010));
        Assert.That(parent.End, Is.Null);
        parent.Receive(new LinkEnvelope { Seq = ++seq, Term = 3, Heartbeat = new Heartbeat() }, Instant.FromMilliseconds(1020));
        Assert.That(parent.End?.Refusal, Is.EqualTo(RefusalReason.StaleTerm));
    }

    [TestCase(0u, false)]
    [TestCase(1u, true)]
    [TestCase(2u, true)]
    [TestCase(3u, true)]
    [TestCase(4u, false)]
    public void Hello_OfAVersion_IsSpokenWithWhenItIsOneApart(uint protocol, bool isUp)
    {
        var parent = new LinkSession(LinkRole.Parent, LinkWire.Self("khanh-hoa"), "khanh-son", 0, Instant.FromMilliseconds(1000));
        parent.Receive(new LinkEnvelope { Seq = 1, Hello = new Hello { Node = "khanh-son", Protocol = protocol } }, Instant.FromMilliseconds(1000));
        Assert.That(parent.State, Is.EqualTo(isUp ? LinkState.Up : LinkState.Refused));
    }

    [TestCase(0u, false)]
    [TestCase(1u, true)]
    [TestCase(3u, true)]
    [TestCase(4u, false)]
    public void Welcome_OfAVersion_IsSpokenWithWhenItIsOneApart(uint protocol, bool isUp)
    {
        var child = new LinkSession(LinkRole.Child, LinkWire.Self("khanh-son"), "khanh-hoa", 1, Instant.FromMilliseconds(1000));
        child.Receive(new LinkEnvelope { Seq = 1, Welcome = new Welcome { Node = "khanh-hoa", Protocol = protocol } }, Instant.FromMilliseconds(1000));
        Assert.That(child.State, Is.EqualTo(isUp ? LinkState.Up : LinkState.Refused));
        Assert.That(child.End?.Refusal, Is.EqualTo(isUp ? (RefusalReason?)null : RefusalReason.Protocol));
    }

    [Test]
    public void Schedules_OfStallsAndDelays_EndsNeverDisagreeForLong([Range(1, 200)] int seed)
    {
        var random = new Random(seed);
        var wire = new LinkWire(seed: seed, mostDelayMs: 120);
        for (int turn = 0; turn < 30; turn++)
        {
            (wire.StallsUp, wire.StallsDown) = (random.Next(3) == 0, random.Next(3) == 0);
            wire.Run(random.Next(1, 90) * 10);
        }

        (wire.StallsUp, wire.StallsDown) = (false, false);
        wire.Run(2500);
        Assert.That(wire.Child.End is null, Is.EqualTo(wire.Parent.End is null), "one end lives although the other has ended");
        Assert.That(wire.Child.End is not null || wire.Child.State == LinkState.Up);
    }

    private static LinkSession Greeted(out ulong seq)
    {
        var parent = new LinkSession(LinkRole.Parent, LinkWire.Self("khanh-hoa"), "khanh-son", 0, Instant.FromMilliseconds(1000));
        parent.Receive(new LinkEnvelope { Seq = seq = 1, Hello = new Hello { Node = "khanh-son", Protocol = LinkProtocol.Version } }, Instant.FromMilliseconds(1000));
        Assert.That(parent.State, Is.EqualTo(LinkState.Up));
        return parent;
    }
}
