using Mcu.Cascade.Media;
using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Media;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Net;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Media;

/// <summary>Senders, prober and receiver of a link, without loops: the test is every thread.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LinkWireTests : IDisposable
{
    private static readonly LinkKey Key = LinkKey.Create(1, new SeededRandom(1));

    private readonly UdpPort near = Loopback.Bind();
    private readonly System.Net.Sockets.Socket far = Loopback.Peer();
    private readonly CountingTunnel tunnel = new();
    private readonly PacketPool pool = new(64);
    private readonly LinkPath path;
    private readonly LinkProber prober;
    private readonly LinkReceiver receiver;
    private readonly LinkSender sender;
    private readonly PacketBuffer[] packets;
    private double now = 1000;

    public LinkWireTests()
    {
        path = new LinkPath(near, tunnel, Key);
        prober = new LinkProber(path);
        receiver = new LinkReceiver(prober);
        sender = new LinkSender(path, isPicture: true, new UdpSendBatch());
        packets = [.. Enumerable.Range(0, 4).Select(number => Rent((ushort)number, key: number == 0))];
    }

    public void Dispose()
    {
        receiver.Dispose();
        sender.Dispose();
        near.Dispose();
        far.Dispose();
    }

    [Test]
    public void Send_BeforeOpenAndAfterClose_SendsNothing()
    {
        UseUdp();
        sender.SendMany(packets);
        sender.Open();
        sender.Close();
        sender.Send(packets[0].Span);
        Assert.That(near.Counters.Sent, Is.Zero);
    }

    [Test]
    public void SendMany_ByUdp_SealsEveryPacketAndLeavesItPlain()
    {
        UseUdp();
        sender.Open();
        byte[] before = packets[1].Span.ToArray();
        sender.SendMany(packets);
        using var opener = new LinkOpener(Key);
        foreach (PacketBuffer packet in packets)
        {
            PacketBuffer arrived = Load(Loopback.Receive(far));
            Assert.That(opener.TryOpen(arrived), Is.True);
            Assert.That(arrived.Span.SequenceEqual(packet.Span), Is.True);
        }

        Assert.That(packets[1].Span.ToArray(), Is.EqualTo(before), "it is kept for retransmission");
    }

    [Test]
    public void SendMany_WarmedUp_AllocatesNothing()
    {
        sender.Open();
        UseUdp();
        Assert.That(Allocations.Of(() => sender.SendMany(packets)), Is.Zero, "by UDP");
        Assert.That(Allocations.Of(() => sender.Send(packets[0].Span)), Is.Zero, "one by one");
        path.Route = LinkRoute.Tunnel;
        Assert.That(Allocations.Of(() => sender.SendMany(packets)), Is.Zero, "through the tunnel");
    }

    [Test]
    public void SendMany_TheTunnelRefuses_GoesOnWithTheNextKeyFrame()
    {
        sender.Open();
        tunnel.IsFull = true;
        sender.Send(packets[1].Span);
        Assert.That((sender.TakeHole(), sender.TakeHole()), Is.EqualTo((true, false)), "one key frame is wanted");
        tunnel.IsFull = false;
        sender.SendMany(packets.AsSpan(1));
        Assert.That(tunnel.Taken, Is.Zero);
        sender.SendMany(packets);
        Assert.That(tunnel.Taken, Is.EqualTo(4));
    }

    [Test]
    public void SendMany_TheTunnelDroppedWhatItHadTaken_GoesOnWithTheNextKeyFrame()
    {
        sender.Open();
        sender.SendMany(packets);
        tunnel.PicturesDropped++;
        sender.SendMany(packets.AsSpan(1));
        Assert.That((tunnel.Taken, sender.TakeHole()), Is.EqualTo((4, true)));
    }

    [Test]
    public void OnDatagram_AProbe_IsSeenWithItsGenerationAndAnsweredThere()
    {
        receiver.Openers.Offer(Key);
        TransportAddress from = Loopback.EndpointOf(far);
        Assert.That(Deliver(SealedProbe(Key, 99), from), Is.False);
        Assert.That((prober.Seen(1, out ulong generation), generation), Is.EqualTo((99UL, 1UL)));
        receiver.OnTick(Instant.FromMilliseconds(now));
        using var opener = new LinkOpener(Key);
        PacketBuffer probe = Load(Loopback.Receive(far));
        Assert.That(opener.TryOpen(probe) && ProbePacket.TryRead(probe.Span, out ulong number) && prober.TargetOf(number) == from, Is.True);
    }

    [Test]
    public void OnTick_EveryHundredMilliseconds_ProbesAllCandidatesTheLikeliestLast()
    {
        TransportAddress likeliest = Loopback.EndpointOf(far);
        prober.Offer([likeliest, near.Local]);
        for (int tick = 0; tick < 20; tick++, now += 10)
        {
            receiver.OnTick(Instant.FromMilliseconds(now));
        }

        Assert.That(near.Counters.Sent, Is.EqualTo(4), "two rounds of two");
        Assert.That(prober.TargetOf(ProbeNumbers.Of(prober.Round, 0)), Is.EqualTo(likeliest));
        Assert.That(prober.TargetOf(ProbeNumbers.Of(prober.Round, 5)).IsNone, Is.True);
    }

    [Test]
    public void OnDatagram_OfAFormerKey_IsTakenForASecond()
    {
        LinkKey next = LinkKey.Create(2, new SeededRandom(2));
        TransportAddress from = Loopback.EndpointOf(far);
        using var old = new LinkSealer(Key);
        receiver.Openers.Offer(Key);
        Deliver(Seal(old, 1), from);
        receiver.Openers.Offer(next);
        Deliver(SealedProbe(next, 2), from);
        now += 900;
        Deliver(Seal(old, 3), from);
        Assert.That((prober.Seen(2, out ulong generation), generation), Is.EqualTo((3UL, 1UL)));
        now += 200;
        Deliver(Seal(old, 4), from);
        Assert.That((prober.Seen(2, out _), receiver.Refused), Is.EqualTo((3UL, 1L)));
    }

    [Test]
    public void OnDatagram_Garbage_IsRefusedAndKeepsNothing()
    {
        receiver.Openers.Offer(Key);
        var random = new Random(3);
        for (int i = 0; i < 2000; i++)
        {
            var garbage = new byte[random.Next(80)];
            random.NextBytes(garbage);
            if (garbage.Length > 8 && i % 2 == 0)
            {
                garbage[1] = 204;
                garbage.AsSpan(4, 4).Clear(); // as a probe
            }

            Assert.That(Deliver(garbage, near.Local), Is.False);
        }

        Assert.That(receiver.Refused, Is.EqualTo(2000));
        Assert.That((prober.Seen(1, out _), prober.Reflexive.IsNone), Is.EqualTo((0UL, true)));
    }

    [Test]
    public void TryTunnel_MoreThanThereIsRoomFor_IsRefused()
    {
        var large = new PacketPool(2000);
        int taken = 0;
        while (large.TryRent(out PacketBuffer? packet))
        {
            bool hasRoom = receiver.TryTunnel(packet);
            taken += hasRoom ? 1 : 0;
            if (!hasRoom)
            {
                packet.Return();
                break;
            }
        }

        Assert.That(taken, Is.EqualTo(1024));
        receiver.OnTick(Instant.FromMilliseconds(now));
        Assert.That(large.Rented, Is.Zero, "what is nobody's goes back");
    }

    private static byte[] SealedProbe(LinkKey key, ulong number)
    {
        using var sealer = new LinkSealer(key);
        return Seal(sealer, number);
    }

    private static byte[] Seal(LinkSealer sealer, ulong number)
    {
        var probe = new byte[ProbePacket.Length];
        ProbePacket.Write(probe, number);
        var room = new byte[ProbePacket.Length + LinkSealer.Overhead];
        return room[..sealer.Seal(probe, room)];
    }

    private void UseUdp() => path.Route = new LinkRoute(LinkTransport.Udp, Loopback.EndpointOf(far), Key);

    private PacketBuffer Rent(ushort sequence, bool key)
    {
        Assert.That(pool.TryRent(out PacketBuffer? packet));
        byte[] payload = [(byte)(key ? 0x67 : 0x61), 2, 3, 4, 5, 6];
        packet!.Length = RtpWriter.Write(packet.Bytes, new RtpHeader(96, Marker: false, sequence, 1, 42), payload);
        return packet;
    }

    private PacketBuffer Load(byte[] datagram)
    {
        Assert.That(pool.TryRent(out PacketBuffer? packet));
        datagram.CopyTo(packet!.Bytes, 0);
        packet.Length = datagram.Length;
        return packet;
    }

    private bool Deliver(byte[] datagram, in TransportAddress from)
    {
        PacketBuffer packet = Load(datagram);
        bool taken = receiver.OnDatagram(packet, from, Instant.FromMilliseconds(now));
        packet.Return();
        return taken;
    }

    private sealed class CountingTunnel : ILinkTunnel
    {
        public bool IsFull { get; set; }

        public int Taken { get; private set; }

        public long PicturesDropped { get; set; }

        public bool TrySendSound(ReadOnlySpan<byte> packet) => TrySendPicture(packet);

        public bool TrySendPicture(ReadOnlySpan<byte> packet)
        {
            Taken += IsFull ? 0 : 1;
            return !IsFull;
        }
    }
}
