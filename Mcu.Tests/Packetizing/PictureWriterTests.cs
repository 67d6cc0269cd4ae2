using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Packetizing;

/// <summary>One packetisation, many legs.</summary>
public sealed class PictureWriterTests
{
    private readonly PacketPool pool = new(256);
    private readonly PacketizedPicture picture = new();

    [Test]
    public void TryWrite_TwoLegs_ShareThePayloadsUnderTheirOwnHeaders()
    {
        new H264Packetizer(1).Packetize(TestNals.KeyFrame(5000), isKeyFrame: true, picture);
        List<byte[]> first = Write(Leg(1));
        List<byte[]> second = Write(Leg(2));
        Assert.That(first, Has.Count.EqualTo(picture.Count));
        for (int i = 0; i < first.Count; i++)
        {
            RtpPacket a = TestPackets.Parse(first[i]);
            RtpPacket b = TestPackets.Parse(second[i]);
            Assert.That(a.Payload.SequenceEqual(b.Payload), Is.True);
            Assert.That(a.Ssrc, Is.Not.EqualTo(b.Ssrc));
            Assert.That(a.Marker, Is.EqualTo(i == first.Count - 1));
        }

        Assert.That(pool.Rented, Is.Zero);
    }

    [Test]
    public void TryWrite_Vp8_CountsPictureIdsPerLegThroughTheWrap()
    {
        PictureWriter leg = Leg(3);
        int last = -1;
        for (int i = 0; i < 33_000; i++)
        {
            new Vp8Packetizer().Packetize([1, 2, 3], isKeyFrame: false, picture);
            RtpPacket packet = TestPackets.Parse(Write(leg)[0]);
            Assert.That(Vp8Descriptor.TryParse(packet.Payload, out Vp8Descriptor descriptor), Is.True);
            Assert.That(last < 0 || descriptor.PictureId == ((last + 1) & 0x7FFF), Is.True);
            last = descriptor.PictureId;
        }
    }

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void PacketizeWriteAndDepacketize_Steady_AllocateNothing(VideoCodec codec)
    {
        byte[] key = codec == VideoCodec.H264 ? TestNals.KeyFrame(20_000) : TestNals.Vp8(isKey: true, 20_000);
        byte[] delta = codec == VideoCodec.H264 ? TestNals.Stream(TestNals.Slice(isIdr: false, 6000)) : TestNals.Vp8(isKey: false, 6000);
        var units = new AccessUnitPool(2);
        IVideoDepacketizer depacketizer = codec == VideoCodec.H264
            ? new H264Depacketizer(units, new VideoDecoderLimits())
            : new Vp8Depacketizer(units, new VideoDecoderLimits());
        var h264 = new H264Packetizer(1);
        var vp8 = new Vp8Packetizer();
        PictureWriter leg = Leg(4);
        uint timestamp = 0;
        int written = 0;
        int received = 0;
        long allocated = Allocations.Of(() =>
        {
            for (int i = 0; i < 50; i++, written++, timestamp += 3600)
            {
                bool isKey = i % 10 == 0;
                _ = codec == VideoCodec.H264
                    ? h264.Packetize(isKey ? key : delta, isKey, picture)
                    : vp8.Packetize(isKey ? key : delta, isKey, picture);
                leg.Begin(picture, 96, timestamp, default);
                pool.TryRent(out PacketBuffer? packet);
                while (leg.TryWrite(packet!))
                {
                    depacketizer.Push(TestPackets.Parse(packet!.Span), default);
                }

                packet!.Return();
                while (depacketizer.TryTake(out AccessUnit? unit))
                {
                    received++;
                    unit.Return();
                }
            }
        }, calls: 1);
        Assert.That(allocated, Is.Zero);
        Assert.That(received, Is.EqualTo(written));
    }

    private static PictureWriter Leg(int seed)
    {
        var random = new SeededRandom(seed);
        return new PictureWriter(new RtpStreamLine(RtpClock.Video, random), random);
    }

    private List<byte[]> Write(PictureWriter leg)
    {
        List<byte[]> packets = [];
        leg.Begin(picture, 96, 0, Instant.FromMilliseconds(0));
        Assert.That(pool.TryRent(out PacketBuffer? packet), Is.True);
        while (leg.TryWrite(packet!))
        {
            packets.Add(packet!.Span.ToArray());
        }

        packet!.Return();
        return packets;
    }
}
