using FsCheck.Fluent;
using FsCheck;
using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Jitter;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Packetizing;

/// <summary>Packetizer, a bad network, reorder buffer, depacketizer: whole pictures come out, or none.</summary>
public sealed class RoundTripTests
{
    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void Pictures_OverAPerfectNetwork_AllArriveUnchanged(VideoCodec codec)
    {
        var link = new Link(codec, seed: 1, loss: 0, disorder: 0);
        link.Run(200);
        Assert.That(link.Received, Is.EqualTo(link.Sent.Count));
        Assert.That(link.Wrong, Is.Zero);
    }

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void Pictures_OverAnyNetwork_AreWholeAndDecodableOrMissing(VideoCodec codec)
    {
        var seeds = ArbMap.Default.ArbFor<NonNegativeInt>();
        Property property = Prop.ForAll(seeds, seed =>
        {
            var random = new Random(seed.Get);
            var link = new Link(codec, seed.Get, random.NextDouble() * 0.2, random.NextDouble() * 90);
            link.Run(60);
            return link is { Wrong: 0, Undecodable: 0, Leaked: 0 };
        });
        Assert.That(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), property), Throws.Nothing);
    }

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void Pictures_WithReorderingOnly_AllArrive(VideoCodec codec)
    {
        var link = new Link(codec, seed: 5, loss: 0, disorder: 50);
        link.Run(200);
        Assert.That(link.Received, Is.EqualTo(link.Sent.Count));
    }

    /// <summary>One sender and one receiver with a seeded network in between.</summary>
    private sealed class Link(VideoCodec codec, int seed, double loss, double disorder)
    {
        private readonly Random random = new(seed);
        private readonly PacketPool packets = new(8192);
        private readonly AccessUnitPool units = new(4);
        private readonly RtpStreamLine line = new(RtpClock.Video, new SeededRandom(seed));
        private readonly ReorderBuffer reorder = new();
        private readonly List<(double At, PacketBuffer Packet)> flying = [];
        private int lastReceived = -1;

        public List<(byte[] Bytes, uint Timestamp, bool IsKey)> Sent { get; } = [];

        public int Received { get; private set; }

        public int Wrong { get; private set; }

        public int Undecodable { get; private set; }

        public int Leaked => packets.Rented + units.Rented;

        public void Run(int pictures)
        {
            var writer = new PictureWriter(line, new SeededRandom(seed));
            var picture = new PacketizedPicture();
            for (int i = 0; i < pictures; i++)
            {
                bool isKey = i == 0 || random.Next(8) == 0;
                byte[] unit = Make(isKey, i);
                Packetize(unit, isKey, picture);
                writer.Begin(picture, 96, (uint)i * 3600, Instant.FromMilliseconds(i * 40));
                Fly(writer, i * 40, out uint timestamp);
                Sent.Add((unit, timestamp, isKey));
            }

            Deliver(pictures * 40);
        }

        private byte[] Make(bool isKey, int index)
        {
            int length = 20 + random.Next(isKey ? 9000 : 3000);
            return codec == VideoCodec.Vp8 ? TestNals.Vp8(isKey, length, seed: index)
                : isKey ? TestNals.KeyFrame(length, index)
                : TestNals.Stream(TestNals.Slice(isIdr: false, length, index), TestNals.Slice(isIdr: false, 30, index, isFirst: false));
        }

        private void Packetize(byte[] unit, bool isKey, PacketizedPicture picture)
        {
            PacketizeResult result = codec == VideoCodec.Vp8
                ? new Vp8Packetizer().Packetize(unit, isKey, picture)
                : new H264Packetizer(1).Packetize(unit, isKey, picture);
            Assert.That(result, Is.EqualTo(PacketizeResult.Done));
        }

        private void Fly(PictureWriter writer, double at, out uint timestamp)
        {
            timestamp = 0;
            while (packets.TryRent(out PacketBuffer? packet))
            {
                if (!writer.TryWrite(packet))
                {
                    packet.Return();
                    return;
                }

                timestamp = TestPackets.Parse(packet.Span).Timestamp;
                if (random.NextDouble() < loss)
                {
                    packet.Return();
                }
                else
                {
                    flying.Add((at + (at == 0 ? 0 : random.NextDouble() * disorder), packet));
                }
            }
        }

        private void Deliver(double end)
        {
            IVideoDepacketizer depacketizer = codec == VideoCodec.Vp8
                ? new Vp8Depacketizer(units, new VideoDecoderLimits())
                : new H264Depacketizer(units, new VideoDecoderLimits());
            foreach ((double at, PacketBuffer packet) in flying.OrderBy(one => one.At))
            {
                reorder.Insert(packet, TestPackets.Parse(packet.Span).Sequence, Instant.FromMilliseconds(at));
                Drain(depacketizer, Instant.FromMilliseconds(at));
            }

            Drain(depacketizer, Instant.FromMilliseconds(end + 1000));
            depacketizer.Reset();
            reorder.Reset();
        }

        private void Drain(IVideoDepacketizer depacketizer, Instant now)
        {
            ReorderOutput output;
            while ((output = reorder.Take(now, out PacketBuffer? packet, out _)) != ReorderOutput.Nothing)
            {
                if (output == ReorderOutput.Gap)
                {
                    depacketizer.Gap();
                    continue;
                }

                depacketizer.Push(TestPackets.Parse(packet!.Span), now);
                packet.Return();
                while (depacketizer.TryTake(out AccessUnit? unit))
                {
                    Judge(unit);
                    unit.Return();
                }
            }
        }

        private void Judge(AccessUnit unit)
        {
            int index = Sent.FindIndex(one => one.Timestamp == unit.RtpTimestamp);
            Received++;
            Wrong += index < 0 || !unit.Span.SequenceEqual(Sent[index].Bytes) || unit.IsKeyFrame != Sent[index].IsKey ? 1 : 0;
            Undecodable += index != lastReceived + 1 && !unit.IsKeyFrame ? 1 : 0;
            lastReceived = index;
        }
    }
}
