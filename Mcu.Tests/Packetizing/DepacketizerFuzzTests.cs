using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Packetizing;

/// <summary>Any bytes into the depacketizers.</summary>
public sealed class DepacketizerFuzzTests
{
    private const int Packets = 60_000;

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void Push_AnyPayloads_NeverThrowsAndStaysBounded(VideoCodec codec)
    {
        var pool = new AccessUnitPool(4);
        IVideoDepacketizer depacketizer = codec == VideoCodec.H264
            ? new H264Depacketizer(pool, new VideoDecoderLimits())
            : new Vp8Depacketizer(pool, new VideoDecoderLimits());
        var random = new Random(6);
        var packet = new byte[200];
        uint timestamp = 0;
        int taken = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Packets; i++)
        {
            timestamp += random.Next(3) == 0 ? 3600u : 0;
            int length = Fill(packet, codec, random, timestamp, (ushort)i);
            depacketizer.Push(TestPackets.Parse(packet.AsSpan(0, length)), Instant.FromMilliseconds(i));
            if (random.Next(50) == 0)
            {
                depacketizer.Gap();
            }

            while (depacketizer.TryTake(out AccessUnit? unit))
            {
                taken++;
                unit.Return();
            }
        }

        depacketizer.Reset();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(500_000));
        Assert.That(pool.Rented, Is.Zero);
        Assert.That(taken, Is.Positive, "the fuzz reaches the end of the path");
    }

    // Half of the payloads are valid units with a few bytes changed, half are noise behind a plausible first byte.
    private static int Fill(byte[] packet, VideoCodec codec, Random random, uint timestamp, ushort sequence)
    {
        Span<byte> payload = packet.AsSpan(RtpPacket.FixedHeaderLength);
        random.NextBytes(payload);
        int length = random.Next(payload.Length + 1);
        if (codec == VideoCodec.H264)
        {
            payload[0] = (byte)(0x60 | random.Next(32));
            length = CopyIf(random.Next(4), payload, length);
        }
        else if (random.Next(2) == 0)
        {
            payload[0] = 0x10;
            ReadOnlySpan<byte> key = [0, 0, 0, 0x9D, 0x01, 0x2A, 0x80, 0x02, 0x68, 0x01];
            key.CopyTo(payload[1..]);
        }

        if (random.Next(4) == 0)
        {
            payload[random.Next(30)] ^= (byte)(1 << random.Next(8));
        }

        RtpWriter.WriteHeader(packet, new RtpHeader(96, random.Next(3) == 0, sequence, timestamp, 1));
        return RtpPacket.FixedHeaderLength + length;
    }

    private static int CopyIf(int kind, Span<byte> payload, int length)
    {
        ReadOnlySpan<byte> source = kind switch { 0 => TestNals.Sps, 1 => TestNals.Pps, _ => default };
        source.CopyTo(payload);
        return source.IsEmpty ? length : source.Length;
    }
}
