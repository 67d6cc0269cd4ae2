using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Tests.Rtp;

/// <summary>RFC 3550's book-keeping of a source.</summary>
public sealed class ReceiveLogTests
{
    private readonly ReceiveLog log = new(8000);

    [SetUp]
    public void Forget() => log.Reset();

    [Test]
    public void Receive_TwoInSequence_EndsProbation()
    {
        Assert.That(Receive(10), Is.EqualTo(ReceiveResult.Probation));
        Assert.That(Receive(50), Is.EqualTo(ReceiveResult.Probation), "not sequential");
        Assert.That(Receive(51), Is.EqualTo(ReceiveResult.InOrder));
        Assert.That(log.IsValid, Is.True);
    }

    [Test]
    public void TakeReport_OneOfFourLost_IsAQuarter()
    {
        Receive(0);
        for (ushort i = 1; i <= 100; i++)
        {
            if (i % 4 != 2)
            {
                Receive(i);
            }
        }

        ReceiveStatistics report = log.TakeReport();
        Assert.That(report.FractionLost, Is.EqualTo(64));
        Assert.That(report.CumulativeLost, Is.EqualTo(25));
        Assert.That(report.HighestSequence, Is.EqualTo(100));
        Assert.That(log.TakeReport().FractionLost, Is.Zero, "a new interval");
    }

    [Test]
    public void TakeReport_MoreDuplicatesThanLoss_IsNegativeLossButNoFraction()
    {
        Receive(0);
        Receive(1);
        Receive(1);
        Receive(1);
        ReceiveStatistics report = log.TakeReport();
        Assert.That(report.CumulativeLost, Is.EqualTo(-2));
        Assert.That(report.FractionLost, Is.Zero);
    }

    [Test]
    public void Receive_AcrossTheWrap_CountsCycles()
    {
        Receive(65534);
        Receive(65535);
        Assert.That(Receive(0), Is.EqualTo(ReceiveResult.InOrder));
        Assert.That(log.HighestSequence, Is.EqualTo(65536));
        Assert.That(log.Lost, Is.Zero);
    }

    [Test]
    public void Receive_LargeJump_IsDiscardedOnceThenARestart()
    {
        Receive(0);
        Receive(1);
        Assert.That(Receive(30000), Is.EqualTo(ReceiveResult.Discarded));
        Assert.That(Receive(2), Is.EqualTo(ReceiveResult.InOrder), "one stray packet changes nothing");
        Assert.That(Receive(40000), Is.EqualTo(ReceiveResult.Discarded));
        Assert.That(Receive(40001), Is.EqualTo(ReceiveResult.Restarted));
        Assert.That(log.Lost, Is.Zero);
    }

    [Test]
    public void Receive_Late_IsReordered()
    {
        Receive(0);
        Receive(1);
        Receive(3);
        Assert.That(Receive(2), Is.EqualTo(ReceiveResult.Reordered));
        Assert.That(log.Lost, Is.Zero);
    }

    [Test]
    public void Jitter_EvenArrival_IsZeroAndUnevenConvergesToTheDeviation()
    {
        for (ushort i = 0; i < 50; i++)
        {
            log.Receive(i, i * 160u, Instant.FromMilliseconds(i * 20));
        }

        Assert.That(log.Jitter, Is.Zero);
        for (ushort i = 50; i < 500; i++)
        {
            log.Receive(i, i * 160u, Instant.FromMilliseconds((i * 20) + (i % 2 * 10)));
        }

        Assert.That(log.JitterTime.TotalMilliseconds, Is.EqualTo(10).Within(1));
    }

    [Test]
    public void Jitter_PacketOfAnotherClock_IsLeftOut()
    {
        Receive(0);
        Receive(1);
        log.Receive(2, 999_999, Instant.FromMilliseconds(40), measuresJitter: false);
        Receive(3);
        Assert.That(log.Jitter, Is.Zero);
    }

    private ReceiveResult Receive(ushort sequence) =>
        log.Receive(sequence, sequence * 160u, Instant.FromMilliseconds(sequence * 20));
}
