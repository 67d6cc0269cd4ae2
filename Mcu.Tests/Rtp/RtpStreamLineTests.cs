using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Rtp;

/// <summary>A leg's one continuous line.</summary>
public sealed class RtpStreamLineTests
{
    private static readonly Instant Start = Instant.FromMilliseconds(1000);

    [Test]
    public void Next_OfManyPackets_HasNoHolesAndOneSsrc()
    {
        var line = new RtpStreamLine(RtpClock.Video, new SeededRandom(1));
        RtpHeader first = line.Next(96, marker: false, 0, 100, Start);
        for (int i = 1; i < 70_000; i++)
        {
            RtpHeader next = line.Next(96, marker: false, (uint)i * 3600, 100, Start);
            Assert.That(next.Sequence, Is.EqualTo((ushort)(first.Sequence + i)));
            Assert.That(next.Timestamp - first.Timestamp, Is.EqualTo((uint)i * 3600));
            Assert.That(next.Ssrc, Is.EqualTo(first.Ssrc));
        }
    }

    [Test]
    public void SwitchSource_ToAnotherTimestampLine_ContinuesByTime()
    {
        var line = new RtpStreamLine(RtpClock.Video, new SeededRandom(2));
        RtpHeader before = line.Next(96, marker: true, 5000, 100, Start);
        Instant later = Start + TimeSpan.FromMilliseconds(40);
        line.SwitchSource(3_000_000_000, later);
        RtpHeader after = line.Next(97, marker: true, 3_000_000_000, 100, later);
        Assert.That(after.Timestamp - before.Timestamp, Is.EqualTo(3600));
        Assert.That(after.Sequence, Is.EqualTo((ushort)(before.Sequence + 1)));
    }

    [Test]
    public void SwitchSource_AtTheSameInstant_StillAdvances()
    {
        var line = new RtpStreamLine(RtpClock.Video, new SeededRandom(2));
        RtpHeader before = line.Next(96, marker: true, 5000, 100, Start);
        line.SwitchSource(1, Start);
        Assert.That(line.Next(96, marker: true, 1, 100, Start).Timestamp - before.Timestamp, Is.EqualTo(1));
    }

    [Test]
    public void TrySnapshot_BeforeAndAfterSending_CountsForReports()
    {
        var line = new RtpStreamLine(8000, new SeededRandom(3));
        Assert.That(line.TrySnapshot(out _), Is.False);
        line.Next(8, marker: true, 0, 160, Start);
        RtpHeader last = line.Next(8, marker: false, 160, 160, Start + TimeSpan.FromMilliseconds(20));
        Assert.That(line.TrySnapshot(out SenderSnapshot sent), Is.True);
        Assert.That(sent.Packets, Is.EqualTo(2));
        Assert.That(sent.Octets, Is.EqualTo(320));
        Assert.That(sent.TimestampAt(Start + TimeSpan.FromMilliseconds(120), 8000), Is.EqualTo(last.Timestamp + 800));
    }
}
