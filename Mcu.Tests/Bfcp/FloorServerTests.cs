using Mcu.Core.Bfcp;
using Mcu.Core.Time;

namespace Mcu.Tests.Bfcp;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FloorServerTests
{
    private static readonly FloorAssociation Association = new(1000, 7, 1);
    private readonly FloorServer server = new(Association);
    private readonly FloorClient client = new(Association);
    private readonly List<FloorServerEvent> events = [];
    private Instant now = Instant.FromMilliseconds(1000);

    [Test]
    public void Hello_IsAnsweredWithWhatIsKnown()
    {
        server.Receive(FloorClient.Hello.ToBytes(), now);
        BfcpMessage ack = TakeOne();
        Assert.That((ack.Primitive, ack.IsResponse, ack.TransactionId), Is.EqualTo((BfcpPrimitive.HelloAck, true, (ushort)1)));
        Assert.That(ack.Find(BfcpAttributeType.SupportedPrimitives)!.Value.ToArray(), Has.Member((byte)BfcpPrimitive.FloorRequest).And.No.Member((byte)BfcpPrimitive.ChairAction));
        Assert.That(server.HasSpoken, Is.True);
    }

    [Test]
    public void Request_GrantedAtOnce_IsAnsweredGranted()
    {
        client.AskForFloor(now);
        Exchange(grants: true);
        Assert.That(client.Told, Is.EqualTo(new[] { "FloorRequestStatus 1 Granted" }));
        Assert.That(server.IsGranted, Is.True);
    }

    [Test]
    public void Request_GrantedLater_WaitsAndIsToldUnasked()
    {
        client.AskForFloor(now);
        Exchange();
        server.Grant(now);
        Exchange();
        Assert.That(client.Told, Is.EqualTo(new[] { "FloorRequestStatus 1 Pending", "FloorRequestStatus 1 Granted" }));
    }

    [Test]
    public void Revoke_IsToldUntilItIsAcknowledged()
    {
        client.AskForFloor(now);
        Exchange(grants: true);
        server.Revoke(now);
        Assert.That((server.IsGranted, server.Request), Is.EqualTo((false, (ushort)0)));
        int sent = 0;
        for (Instant end = now + TimeSpan.FromSeconds(20); now < end; now += TimeSpan.FromMilliseconds(50))
        {
            events.Add(server.Tick(now));
            sent += Drain();
        }

        Assert.That(sent, Is.EqualTo(4), "at 0, 0.5, 1.5 and 3.5 s");
        Assert.That(server.Deadline, Is.EqualTo(Instant.Never));
    }

    [Test]
    public void Release_EndsTheRequestAndIsAnsweredReleased()
    {
        client.AskForFloor(now);
        Exchange(grants: true);
        client.ReleaseFloor(now);
        Exchange();
        Assert.That(client.Told[^1], Is.EqualTo("FloorRequestStatus 1 Released"));
        Assert.That(events, Is.EqualTo(new[] { FloorServerEvent.Requested, FloorServerEvent.Released }));
        client.AskForFloor(now);
        Exchange(grants: true);
        Assert.That(client.Request, Is.EqualTo(2));
    }

    [Test]
    public void Request_Again_IsAnsweredAsBeforeAndDoneOnce()
    {
        client.AskForFloor(now);
        Assert.That(client.TryTake(out byte[]? asked), Is.True);
        events.Add(server.Receive(asked, now));
        server.Grant(now);
        byte[] first = TakeOne().ToBytes();
        events.Add(server.Receive(asked, now));
        Assert.That(TakeOne().ToBytes(), Is.EqualTo(first));
        Assert.That(events, Is.EqualTo(new[] { FloorServerEvent.Requested, FloorServerEvent.None }));
    }

    [Test]
    public void FloorQuery_TellsOfTheFloorNowAndWhenItChanges()
    {
        client.Ask(BfcpPrimitive.FloorQuery, now, BfcpAttribute.Of(BfcpAttributeType.FloorId, 1));
        Exchange();
        client.AskForFloor(now);
        Exchange(grants: true);
        Assert.That(client.Told, Is.EqualTo(new[] { "FloorStatus", "FloorRequestStatus 1 Granted", "FloorStatus 1 Granted" }));
    }

    [Test]
    public void Announce_AnotherHasTheFloor_IsToldToWhoWatchesIt()
    {
        client.Ask(BfcpPrimitive.FloorQuery, now, BfcpAttribute.Of(BfcpAttributeType.FloorId, 1));
        Exchange();
        string name = string.Concat(Enumerable.Repeat("Điểm cầu xã ", 30));
        server.Announce(name, now);
        Assert.That(server.TryTake(now, out ReadOnlyMemory<byte> datagram), Is.True);
        Assert.That(BfcpMessage.TryParse(datagram.Span, out BfcpMessage? notice, out _), Is.True);
        byte[] information = notice!.Find(BfcpAttributeType.FloorRequestInformation)!.Value.ToArray();
        Assert.That(System.Text.Encoding.UTF8.GetString(information), Does.Contain("Điểm cầu xã Điểm cầu").And.Not.Contain("\uFFFDĐ"));
        client.Receive(datagram.Span);
        server.Announce(name, now);
        server.Announce(null, now);
        Exchange();
        Assert.That(client.Told, Is.EqualTo(new[] { "FloorStatus", "FloorStatus 32769 Granted", "FloorStatus" }));
    }

    [TestCase(BfcpPrimitive.FloorRequestQuery, BfcpErrorCode.FloorRequestIdDoesNotExist)]
    [TestCase(BfcpPrimitive.FloorRelease, BfcpErrorCode.FloorRequestIdDoesNotExist)]
    [TestCase(BfcpPrimitive.FloorRequest, BfcpErrorCode.InvalidFloorId)]
    [TestCase(BfcpPrimitive.ChairAction, BfcpErrorCode.UnauthorizedOperation)]
    [TestCase((BfcpPrimitive)99, BfcpErrorCode.UnknownPrimitive)]
    public void Ask_WhatCannotBe_IsRefused(BfcpPrimitive primitive, BfcpErrorCode code)
    {
        client.Ask(primitive, now, BfcpAttribute.Of(BfcpAttributeType.FloorId, 5));
        Exchange();
        Assert.That(client.Told, Is.EqualTo(new[] { $"Error {code}" }));
    }

    [Test]
    public void Receive_OfAnotherConferenceUserOrVersion_IsRefused()
    {
        Assert.That(Refusal(FloorClient.Hello with { ConferenceId = 5 }), Is.EqualTo(BfcpErrorCode.ConferenceDoesNotExist));
        Assert.That(Refusal(FloorClient.Hello with { UserId = 5, TransactionId = 2 }), Is.EqualTo(BfcpErrorCode.UserDoesNotExist));
        Assert.That(Refusal(FloorClient.Hello with { Version = 3, TransactionId = 3 }), Is.EqualTo(BfcpErrorCode.UnsupportedVersion));
        BfcpAttribute unknown = new((BfcpAttributeType)90, new byte[2]);
        Assert.That(Refusal(FloorClient.Hello with { TransactionId = 4, Attributes = [unknown] }), Is.EqualTo(BfcpErrorCode.UnknownMandatoryAttribute));
        server.Receive((FloorClient.Hello with { TransactionId = 5, Attributes = [unknown with { IsMandatory = false }] }).ToBytes(), now);
        Assert.That(TakeOne().Primitive, Is.EqualTo(BfcpPrimitive.HelloAck), "what need not be known is passed over");
    }

    [Test]
    public void Goodbye_EndsTheRequest()
    {
        client.AskForFloor(now);
        Exchange(grants: true);
        client.Ask(BfcpPrimitive.Goodbye, now);
        Exchange();
        Assert.That((client.Told[^1], events[^1]), Is.EqualTo(("GoodbyeAck", FloorServerEvent.Released)));
    }

    [Test]
    public void Receive_Garbage_IsPassedOverWithoutAnAnswer()
    {
        var random = new Random(3);
        for (int i = 0; i < 5000; i++)
        {
            var bytes = new byte[random.Next(12)];
            random.NextBytes(bytes);
            Assert.That(server.Receive(bytes, now), Is.EqualTo(FloorServerEvent.None));
        }

        Assert.That(server.TryTake(now, out _), Is.False);
    }

    [Test]
    public void Network_ThatLosesHalf_BringsBothToTheSameEnd([Range(0, 19)] int seed)
    {
        var random = new Random(seed);
        var wire = new List<(Instant At, bool ToServer, byte[] Bytes)>();
        client.AskForFloor(now);
        bool hasReleased = false;
        for (Instant end = now + TimeSpan.FromSeconds(60); now < end; now += TimeSpan.FromMilliseconds(20))
        {
            foreach ((Instant at, bool toServer, byte[] bytes) in wire.Where(sent => sent.At <= now).OrderBy(_ => random.Next()).ToArray())
            {
                wire.Remove((at, toServer, bytes));
                if (!toServer)
                {
                    client.Receive(bytes);
                }
                else if (server.Receive(bytes, now) is var happened and not FloorServerEvent.None)
                {
                    events.Add(happened);
                }
            }

            if (server is { Request: not 0, Status: BfcpRequestStatus.Pending } && random.Next(40) == 0)
            {
                server.Grant(now); // somebody decides, sooner or later
            }

            if (client is { Status: BfcpRequestStatus.Granted, IsWaiting: false } && !hasReleased)
            {
                hasReleased = true;
                client.ReleaseFloor(now);
            }

            client.Tick(now);
            server.Tick(now);
            while (client.TryTake(out byte[]? up))
            {
                Lose(random, wire, toServer: true, up!);
            }

            while (server.TryTake(now, out ReadOnlyMemory<byte> down))
            {
                Lose(random, wire, toServer: false, down.ToArray());
            }
        }

        bool isEnd = !hasReleased || client.IsWaiting || server.Request == 0;
        Assert.That(isEnd, Is.True, string.Join(", ", client.Told));
        Assert.That(events.Count(happened => happened == FloorServerEvent.Requested), Is.LessThanOrEqualTo(1), "a request that comes again is no new one");
        Assert.That(events.Count(happened => happened == FloorServerEvent.Released), Is.LessThanOrEqualTo(1));
    }

    private static void Lose(Random random, List<(Instant At, bool ToServer, byte[] Bytes)> wire, bool toServer, byte[] bytes)
    {
        for (int copies = random.Next(100) < 50 ? 0 : random.Next(100) < 10 ? 2 : 1; copies > 0; copies--)
        {
            wire.Add((Instant.FromMilliseconds(0), toServer, bytes));
        }
    }

    private BfcpErrorCode Refusal(BfcpMessage message)
    {
        server.Receive(message.ToBytes(), now);
        return (BfcpErrorCode)TakeOne().Find(BfcpAttributeType.ErrorCode)!.Value.Span[0];
    }

    private BfcpMessage TakeOne()
    {
        Assert.That(server.TryTake(now, out ReadOnlyMemory<byte> datagram), Is.True);
        Assert.That(BfcpMessage.TryParse(datagram.Span, out BfcpMessage? message, out _), Is.True);
        return message!;
    }

    private int Drain()
    {
        int count = 0;
        while (server.TryTake(now, out _))
        {
            count++;
        }

        return count;
    }

    // Hands over what either has to say until neither has any more.
    private void Exchange(bool grants = false)
    {
        bool any = true;
        while (any)
        {
            any = false;
            while (client.TryTake(out byte[]? up))
            {
                any = true;
                FloorServerEvent happened = server.Receive(up, now);
                if (happened != FloorServerEvent.None)
                {
                    events.Add(happened);
                }

                if (happened == FloorServerEvent.Requested && grants)
                {
                    server.Grant(now);
                }
            }

            while (server.TryTake(now, out ReadOnlyMemory<byte> down))
            {
                any = true;
                client.Receive(down.Span);
            }
        }
    }
}
