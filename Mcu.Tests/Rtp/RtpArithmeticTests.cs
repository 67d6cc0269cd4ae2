using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Tests.Rtp;

/// <summary>Numbers that wrap.</summary>
public sealed class RtpArithmeticTests
{
    [Test]
    public void Extend_AcrossTheWrap_KeepsRising()
    {
        var sequence = new ExtendedSequence();
        long first = sequence.Extend(65534);
        Assert.That(sequence.Extend(65535), Is.EqualTo(first + 1));
        Assert.That(sequence.Extend(1), Is.EqualTo(first + 3));
        Assert.That(sequence.Extend(0), Is.EqualTo(first + 2), "late across the wrap");
        Assert.That(sequence.Highest, Is.EqualTo(first + 3));
    }

    [TestCase((ushort)0, (ushort)1, 1)]
    [TestCase((ushort)65535, (ushort)0, 1)]
    [TestCase((ushort)0, (ushort)65535, -1)]
    public void Distance_OfSequenceNumbers_IsSigned(ushort from, ushort to, int expected) =>
        Assert.That(ExtendedSequence.Distance(from, to), Is.EqualTo(expected));

    [Test]
    public void Units_AfterYears_AreExact()
    {
        var tenYears = new Instant(10L * 365 * 86400 * 1_000_000_000);
        Assert.That(RtpClock.Units(tenYears, 90000), Is.EqualTo(10L * 365 * 86400 * 90000));
        Assert.That(RtpClock.Units(TimeSpan.FromMilliseconds(40), 90000), Is.EqualTo(3600));
        Assert.That(RtpClock.Duration(3600, 90000), Is.EqualTo(TimeSpan.FromMilliseconds(40)));
    }
}
