using System.Buffers.Binary;
using Mcu.Core.Buffers;
using Mcu.Core.Jitter;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Jitter;

/// <summary>Putting video packets in order.</summary>
public sealed class ReorderBufferTests
{
    private readonly ushort[] wanted = new ushort[64];
    private PacketPool pool = new(1024);
    private ReorderBuffer buffer = new();

    [SetUp]
    public void Begin()
    {
        pool = new PacketPool(1024);
        buffer = new ReorderBuffer(64);
    }

    [Test]
    public void Take_InOrder_PassesAtOnce()
    {
        Assert.That(Insert(65535, 0), Is.EqualTo("65535"));
        Assert.That(Insert(0, 1), Is.EqualTo("0"));
        Assert.That(buffer.Deadline, Is.EqualTo(Instant.Never));
    }

    [Test]
    public void Take_Reordered_WaitsAndOrders()
    {
        Insert(1, 0);
        Assert.That(Insert(4, 10), Is.Empty);
        Assert.That(Insert(3, 11), Is.Empty);
        Assert.That(Insert(2, 12), Is.EqualTo("2 3 4"));
        Assert.That(pool.Rented, Is.Zero);
    }

    [Test]
    public void Take_HoleOlderThanTheWindow_BecomesAGap()
    {
        Insert(1, 0);
        Insert(4, 10);
        Assert.That(buffer.Deadline, Is.EqualTo(Instant.FromMilliseconds(110)));
        Assert.That(Drain(109), Is.Empty);
        Assert.That(Drain(110), Is.EqualTo("gap2 4"));
        Assert.That(buffer.GivenUp, Is.EqualTo(2));
        Assert.That(Insert(2, 120), Is.Empty, "too late");
        Assert.That(buffer.Late, Is.EqualTo(1));
    }

    [Test]
    public void Window_LongRoundTrip_IsThatAndTwentyMilliseconds()
    {
        Assert.That(buffer.Window, Is.EqualTo(TimeSpan.FromMilliseconds(100)));
        buffer.RoundTrip = TimeSpan.FromMilliseconds(200);
        Assert.That(buffer.Window, Is.EqualTo(TimeSpan.FromMilliseconds(220)));
    }

    [Test]
    public void Insert_Twice_IsDroppedOnce()
    {
        Insert(1, 0);
        Insert(3, 0);
        Insert(3, 1);
        Assert.That(buffer.Late, Is.EqualTo(1));
        Assert.That(pool.Rented, Is.EqualTo(1));
    }

    [Test]
    public void Insert_EarlierThanTheFirstBeforeAnyWasTaken_BecomesTheFirst()
    {
        foreach (ushort sequence in new ushort[] { 7, 5, 8 })
        {
            buffer.Insert(TestPackets.Buffer(pool, sequence), sequence, Instant.FromMilliseconds(0));
        }

        Assert.That(Drain(0), Is.EqualTo("5"));
        Assert.That(Insert(6, 1), Is.EqualTo("6 7 8"));
    }

    [Test]
    public void Insert_BeyondCapacity_GivesUpTheOldestAndStaysBounded()
    {
        Insert(1, 0);
        string output = string.Empty;
        for (ushort i = 3; i < 200; i++)
        {
            output += Insert(i, 1) + " ";
        }

        Assert.That(output, Does.Contain("gap"));
        Assert.That(pool.Rented, Is.LessThanOrEqualTo(64));
        Assert.That(Insert(5000, 2), Does.StartWith("gap"));
        buffer.Reset();
        Assert.That(pool.Rented, Is.Zero);
    }

    [Test]
    public void Window_SeveralAttempts_LeavesARoundTripForEach()
    {
        var patient = new ReorderBuffer(attempts: 3) { RoundTrip = TimeSpan.FromMilliseconds(160) };
        Assert.That(patient.Window, Is.EqualTo(TimeSpan.FromMilliseconds(500)));
    }

    [Test]
    public void CollectNacks_Hole_AsksThreeTimesARoundTripApart()
    {
        buffer.RoundTrip = TimeSpan.FromMilliseconds(20);
        Insert(1, 0);
        Insert(4, 0);
        List<double> asked = [];
        for (double ms = 0; ms < 100; ms++)
        {
            int count = buffer.CollectNacks(Instant.FromMilliseconds(ms), wanted);
            if (count > 0)
            {
                Assert.That(wanted[..count], Is.EqualTo(new ushort[] { 2, 3 }));
                asked.Add(ms);
            }
        }

        Assert.That(asked, Is.EqualTo(new double[] { 5, 25, 45 }));
    }

    [Test]
    public void CollectNacks_AnswerWouldComeTooLate_AsksNoMore()
    {
        buffer.RoundTrip = TimeSpan.FromMilliseconds(90);
        Insert(1, 0);
        Insert(3, 0);
        Assert.That(buffer.CollectNacks(Instant.FromMilliseconds(5), wanted), Is.EqualTo(1));
        Assert.That(buffer.CollectNacks(Instant.FromMilliseconds(96), wanted), Is.Zero);
    }

    [Test]
    public void InsertAndTake_AnyNetwork_GivesEachPacketOnceInOrderOrAGap([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        List<(ushort Sequence, double At)> arrivals = [];
        for (int i = 0; i < 500; i++)
        {
            for (int copy = random.Next(20) == 0 ? 2 : 1; copy > 0 && random.Next(10) != 0; copy--)
            {
                arrivals.Add(((ushort)(65400 + i), i + (random.NextDouble() * 60)));
            }
        }

        arrivals.Sort((x, y) => x.At.CompareTo(y.At));
        string all = string.Empty;
        foreach ((ushort sequence, double at) in arrivals)
        {
            all += Insert(sequence, at) + " ";
        }

        all += Drain(10_000);
        int expected = arrivals[0].Sequence;
        foreach (string item in all.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isGap = item.StartsWith("gap", StringComparison.Ordinal);
            Assert.That(isGap || int.Parse(item) == (expected & 0xFFFF), Is.True, item);
            expected += isGap ? int.Parse(item[3..]) : 1;
        }

        Assert.That(pool.Rented, Is.Zero);
    }

    [Test]
    public void InsertAndTake_Steady_AllocatesNothing()
    {
        ushort sequence = 0;
        double ms = 0;
        long allocated = Allocations.Of(() =>
        {
            for (int i = 0; i < 2000; i++, sequence++, ms++)
            {
                if (sequence % 10 != 0)
                {
                    pool.TryRent(out PacketBuffer? packet);
                    buffer.Insert(packet!, sequence, Instant.FromMilliseconds(ms));
                }

                buffer.CollectNacks(Instant.FromMilliseconds(ms), wanted);
                while (buffer.Take(Instant.FromMilliseconds(ms), out PacketBuffer? next, out _) != ReorderOutput.Nothing)
                {
                    next?.Return();
                }
            }
        }, calls: 1);
        Assert.That(allocated, Is.Zero);
    }

    private string Insert(ushort sequence, double ms)
    {
        buffer.Insert(TestPackets.Buffer(pool, sequence), sequence, Instant.FromMilliseconds(ms));
        return Drain(ms);
    }

    private string Drain(double ms)
    {
        List<string> items = [];
        while (true)
        {
            switch (buffer.Take(Instant.FromMilliseconds(ms), out PacketBuffer? packet, out int lost))
            {
                case ReorderOutput.Packet:
                    items.Add(BinaryPrimitives.ReadUInt16BigEndian(packet!.Bytes.AsSpan(2)).ToString());
                    packet.Return();
                    break;
                case ReorderOutput.Gap:
                    items.Add($"gap{lost}");
                    break;
                default:
                    return string.Join(' ', items);
            }
        }
    }
}
