using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Packetizing;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Conferences.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VideoReceivePathTests : IDisposable
{
    private const byte Type = 96;
    private const uint Other = 0x55667788;

    private readonly PacketPool pool = new(2048);
    private readonly AccessUnitPool units = new(512);
    private readonly VideoSource source;
    private readonly VideoReceivePath path;
    private readonly H264Packetizer packetizer = new(packetizationMode: 1);
    private readonly PacketizedPicture picture = new();
    private double now = 1000;
    private ushort sequence = 65530;
    private uint timestamp;
    private uint ssrc = TestPackets.Ssrc;
    private int wakes;

    public VideoReceivePathTests()
    {
        source = new VideoSource(new FakeCodecs(), VideoCodec.H264, new VideoDecoderLimits(), () => wakes++);
        path = new VideoReceivePath(PayloadTypeSet.Of(Type), new H264Depacketizer(units, new VideoDecoderLimits()), source);
    }

    public void Dispose()
    {
        path.Clear();
        source.Dispose();
        Assert.That(pool.Rented, Is.Zero, "packets were not given back");
        Assert.That(units.Rented, Is.Zero, "access units were not given back");
    }

    [Test]
    public void Receive_FirstPacketOfAKeyFrameIsOnProbation_TheKeyFrameIsWhole()
    {
        Send(KeyFrame());
        Assert.That(picture.Count, Is.GreaterThan(2), "the key frame must be worth losing a packet of");
        Assert.That(path.Units, Is.EqualTo(1));
        Assert.That(wakes, Is.EqualTo(1));
        Assert.That(path.Size, Is.EqualTo((1280, 720)));
    }

    [Test]
    public void TryTakeKeyFrameRequest_NewSource_AsksAtOnceAndNotAgainOnceItCame()
    {
        Send(Slice());
        Send(Slice());
        Assert.That(path.TryTakeKeyFrameRequest(Now));
        Send(KeyFrame());
        now += 5000;
        Tick();
        Assert.That(path.TryTakeKeyFrameRequest(Now), Is.False);
    }

    [Test]
    public void Receive_AnotherSource_BeginsAfreshAndAsksForAKeyFrame()
    {
        Send(KeyFrame());
        ssrc = Other;
        sequence = 100;
        Send(Slice());
        Send(Slice());
        Assert.That(path.Units, Is.EqualTo(1), "it refers to pictures that we don't have");
        Assert.That(path.TryTakeKeyFrameRequest(Now));
        Send(KeyFrame());
        Assert.That(path.Units, Is.EqualTo(2));
        Assert.That(path.Demux.Active!.Ssrc, Is.EqualTo(Other));
    }

    [Test]
    public void Receive_AnotherSourceAfterParameterSetsBySdp_StillHasThem()
    {
        var depacketizer = new H264Depacketizer(units, new VideoDecoderLimits());
        depacketizer.TryAddParameterSet(TestNals.Sps);
        depacketizer.TryAddParameterSet(TestNals.Pps);
        var told = new VideoReceivePath(PayloadTypeSet.Of(Type), depacketizer, source);
        foreach (uint stream in new[] { TestPackets.Ssrc, Other })
        {
            ssrc = stream;
            Send(TestNals.Stream(TestNals.Slice(isIdr: true, 3000)), told);
        }

        Assert.That(told.Units, Is.EqualTo(2), "RFC 6184 §8.1: sprop-parameter-sets need not come in band");
    }

    [Test]
    public void Tick_AHoleThatNobodyFills_AsksForAKeyFrame()
    {
        Send(KeyFrame());
        sequence++; // lost
        Send(Slice());
        Assert.That(path.Units, Is.EqualTo(1), "it waits for the packet before it");
        now += 101;
        Tick();
        Assert.That(path.Units, Is.EqualTo(1));
        Assert.That(path.TryTakeKeyFrameRequest(Now));
    }

    [Test]
    public void CollectNacks_AHole_NamesItOnceInItsTime()
    {
        Send(KeyFrame());
        ushort lost = sequence++;
        Send(Slice());
        now += 6;
        var wanted = new ushort[8];
        Assert.That(path.CollectNacks(Now, wanted), Is.EqualTo(1));
        Assert.That(wanted[0], Is.EqualTo(lost));
        Assert.That(path.CollectNacks(Now, wanted), Is.Zero);
    }

    [Test]
    public void Receive_ARetransmission_FillsTheHole()
    {
        Send(KeyFrame());
        ushort lost = sequence++;
        Send(Slice());
        (ushort after, sequence) = (sequence, lost);
        Send(Slice(), at: timestamp - 1500);
        sequence = after;
        Assert.That(path.Units, Is.EqualTo(3));
    }

    [Test]
    public void Receive_OtherPayloadTypeOrGarbage_IsCountedAndReturned()
    {
        Assert.That(path.Receive(Buffer(TestPackets.Rtp(1, 1, [1], type: 97)), Now), Is.False);
        Assert.That(path.Receive(Buffer([1, 2, 3]), Now), Is.False);
        Assert.That(path.Malformed, Is.EqualTo(2));
        Assert.That(pool.Rented, Is.Zero);
        Assert.That(path.Recognizes([0x80]), Is.False);
    }

    [Test]
    public void Restart_TheRoomResumes_WantsAKeyFrame()
    {
        Send(KeyFrame());
        path.Restart();
        Assert.That(path.TryTakeKeyFrameRequest(Now));
    }

    [Test]
    public void Clear_AfterRandomLossReorderingAndChangesOfSource_ReturnsEveryBuffer([Range(1, 5)] int seed)
    {
        var random = new Random(seed);
        var wire = new List<byte[]>();
        for (int frame = 0; frame < 300; frame++)
        {
            ssrc = random.Next(60) == 0 ? (uint)random.Next(1, 12) : ssrc;
            Packetize(frame % 25 == 0 ? KeyFrame() : Slice());
            timestamp += 3600;
            for (int i = 0; i < picture.Count; i++)
            {
                wire.Add(Packet(i, timestamp));
            }

            Deliver(wire, random);
            now += 40;
            Tick();
        }

        Assert.That(path.Units, Is.Positive);
        path.Clear();
        Assert.That(pool.Rented, Is.Zero);
    }

    [Test]
    public void Receive_InSteadyState_AllocatesNothing()
    {
        source.Show();
        byte[][] packets = [.. Enumerable.Repeat(0, 4000).Select((_, at) =>
            TestPackets.Rtp((ushort)at, (uint)(at * 3000), TestNals.Slice(isIdr: false, 500), marker: true))];
        int next = 0;
        now -= 40;
        Send(KeyFrame());
        sequence = 0;
        long bytes = Allocations.Of(() =>
        {
            now += 10;
            path.Receive(Buffer(packets[next++]), Now);
            Tick();
            source.Process();
        }, 1900);
        Assert.That(bytes, Is.Zero);
    }

    private Instant Now => Instant.FromMilliseconds(now);

    private static byte[] KeyFrame() => TestNals.KeyFrame(4000);

    private static byte[] Slice() => TestNals.Stream(TestNals.Slice(isIdr: false, 700));

    private void Tick() => path.Tick(Now, TimeSpan.FromMilliseconds(30));

    private void Packetize(byte[] accessUnit) => packetizer.Packetize(accessUnit, isKeyFrame: false, picture);

    private void Send(byte[] accessUnit, VideoReceivePath? to = null, uint? at = null)
    {
        Packetize(accessUnit);
        timestamp += at is null ? 3000u : 0;
        for (int i = 0; i < picture.Count; i++)
        {
            (to ?? path).Receive(Buffer(Packet(i, at ?? timestamp)), Now);
        }
    }

    private byte[] Packet(int index, uint at) =>
        TestPackets.Rtp(sequence++, at, picture[index], index == picture.Count - 1, ssrc, Type);

    private void Deliver(List<byte[]> wire, Random random)
    {
        while (wire.Count > 0)
        {
            int at = random.Next(Math.Min(3, wire.Count));
            if (random.NextDouble() > 0.05)
            {
                path.Receive(Buffer(wire[at]), Now);
            }

            wire.RemoveAt(at);
            source.Process();
        }
    }

    private PacketBuffer Buffer(byte[] bytes)
    {
        if (!pool.TryRent(out PacketBuffer? buffer))
        {
            throw new InvalidOperationException("Packets are not given back.");
        }

        bytes.CopyTo(buffer.Bytes, 0);
        buffer.Length = bytes.Length;
        return buffer;
    }
}
