using Mcu.Core.Buffers;
using Mcu.Core.Jitter;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Jitter;

/// <summary>Bounds that hold on any network, and for any sender.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PlayoutRobustnessTests
{
    [Test]
    public void Pull_RandomNetworks_DelayStaysNearTheTarget([Range(1, 12)] int seed)
    {
        Random random = new(seed);
        double jitter = random.Next(0, 80);
        double spikes = random.NextDouble() * 0.02;
        using PlayoutBench bench = new(seed: seed)
        {
            LossShare = random.NextDouble() * 0.2,
            Redundancy = seed % 2 == 0,
            PtimeMs = seed % 3 == 0 ? 60 : 20,
            DriftPpm = random.Next(-200, 200),
            DelayMs = (_, r) => 20 + (jitter * r.NextDouble()) + (r.NextDouble() < spikes ? 300 * r.NextDouble() : 0),
        };
        bench.Run(10);
        double worst = 0;
        double most = 0;
        bench.Pulled = (_, _) =>
        {
            PlayoutStatistics now = bench.Buffer.Statistics;
            worst = Math.Max(worst, now.DelayMs - now.TargetMs);
            most = Math.Max(most, now.TargetMs);
        };
        bench.Run(60);
        Assert.Multiple(() =>
        {
            Assert.That(worst, Is.LessThanOrEqualTo(20.0));
            Assert.That(most, Is.InRange(20, 200));
        });
    }

    [Test]
    public void Pull_BadNetwork_AllocatesNothing()
    {
        using PlayoutBench bench = new()
        {
            LossShare = 0.1,
            Redundancy = true,
            DelayMs = (_, random) => 100 * random.NextDouble() * random.NextDouble(),
        };
        bench.Run(5);
        long allocated = Allocations.Least(() =>
        {
            bench.AllocatedBytes = 0;
            bench.Run(30);
            return bench.AllocatedBytes;
        });
        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Push_Flood_MemoryAndWorkAreBounded()
    {
        using PlayoutBench bench = new();
        bench.Run(5);
        int before = bench.Decoder.Decoded;
        bench.Flood = 50;
        int mostRented = 0;
        bench.Pulled = (_, _) => mostRented = Math.Max(mostRented, bench.Pool.Rented);
        bench.Run(10);
        Assert.Multiple(() =>
        {
            Assert.That(mostRented, Is.LessThan(200), "the queue's 128 and those in the network");
            Assert.That(bench.Decoder.Decoded - before, Is.LessThan(3 * 500));
        });
        bench.Flood = 1;
        bench.Run(3);
        double concealed = bench.Statistics.ConcealedMs;
        bench.Run(3);
        Assert.That(bench.Statistics.ConcealedMs, Is.EqualTo(concealed), "the stream goes on afterwards");
    }

    [Test]
    public void Push_Garbage_IsCountedAndNeverThrows([Range(1, 8)] int seed)
    {
        Random random = new(seed);
        PacketPool pool = new(1000);
        using (PlayoutBuffer buffer = new(new FakeAudioDecoder()))
        {
            float[] frame = new float[960];
            double ms = 0;
            for (int i = 0; i < 20000; i++)
            {
                Assert.That(pool.TryRent(out PacketBuffer? packet));
                packet!.Length = 12 + random.Next(0, 14);
                random.NextBytes(packet.Bytes.AsSpan(12, 8));
                FakeAudioDecoder.Write(packet.Bytes.AsSpan(12), i * 960, random.Next(0, 7000), random.Next(2) == 0);
                ushort sequence = (ushort)(random.Next(4) == 0 ? random.Next(65536) : i);
                uint ssrc = random.Next(500) == 0 ? (uint)random.Next() : 7;
                buffer.Push(new(packet, 12, packet.Length - 12, ssrc, sequence, (uint)random.NextInt64()), Instant.FromMilliseconds(ms));
                ms += random.Next(100) == 0 ? random.Next(5000) : random.Next(20);
                buffer.Pull(frame, Instant.FromMilliseconds(ms));
            }

            Assert.That(pool.Rented, Is.LessThanOrEqualTo(128));
            Assert.That(buffer.Statistics.Invalid, Is.Positive);
        }

        Assert.That(pool.Rented, Is.Zero);
    }
}
