using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Tests.Rtp;

/// <summary>Spreading packets in time.</summary>
public sealed class PacerTests
{
    private const int Target = 1_500_000;
    private readonly PacketPool pool = new(2048);

    [Test]
    public void TryDequeue_KeyFrame_NeverExceedsTwoAndAHalfTimesTheTargetInTenMilliseconds()
    {
        var pacer = new Pacer(Target);
        Fill(pacer, 40);
        List<(double At, int Length)> sent = Drain(pacer, 0.5);
        Assert.That(sent, Has.Count.EqualTo(40));
        foreach ((double from, _) in sent)
        {
            int bytes = sent.Where(packet => packet.At >= from && packet.At < from + 10).Sum(packet => packet.Length);
            Assert.That(bytes, Is.LessThanOrEqualTo((2.5 * Target / 8 * 0.010) + 1000));
        }
    }

    [Test]
    public void TryDequeue_PolledWheneverDue_KeepsUpWithTheTarget()
    {
        var pacer = new Pacer(Target);
        Fill(pacer, 40);
        List<(double At, int Length)> sent = Drain(pacer, 2);
        Assert.That(sent[^1].At, Is.LessThan(40 * 1000 * 8 / (double)Target * 1000), "faster than the target rate");
    }

    [Test]
    public void Deadline_Empty_IsNever() => Assert.That(new Pacer(Target).Deadline, Is.EqualTo(Instant.Never));

    [Test]
    public void AdmitUnit_LongBacklog_RefusesWholeUnitsUntilAKeyFrame()
    {
        var pacer = new Pacer(Target, maxPackets: 1024, maxBacklog: TimeSpan.FromMilliseconds(100));
        Fill(pacer, 60);
        Assert.That(pacer.AdmitUnit(5, isKeyFrame: false), Is.False);
        Assert.That(pacer.AdmitUnit(20, isKeyFrame: true), Is.False, "not even a key frame while nothing drains");
        Drain(pacer, 1);
        Assert.That(pacer.AdmitUnit(5, isKeyFrame: false), Is.False, "its reference was refused");
        Assert.That(pacer.NeedsKeyFrame, Is.True);
        Assert.That(pacer.AdmitUnit(20, isKeyFrame: true), Is.True);
        Assert.That(pacer.AdmitUnit(5, isKeyFrame: false), Is.True);
        Assert.That(pacer.RefusedUnits, Is.EqualTo(3));
    }

    [Test]
    public void TryEnqueue_Full_LeavesThePacketToTheCaller()
    {
        var pacer = new Pacer(Target, maxPackets: 4);
        Fill(pacer, 4);
        PacketBuffer extra = TestPackets.Buffer(pool, 9);
        Assert.That(pacer.TryEnqueue(extra), Is.False);
        extra.Return();
        pacer.Clear();
        Assert.That(pool.Rented, Is.Zero);
        Assert.That(pacer.Backlog, Is.EqualTo(TimeSpan.Zero));
    }

    private void Fill(Pacer pacer, int packets)
    {
        for (int i = 0; i < packets; i++)
        {
            Assert.That(pacer.TryEnqueue(TestPackets.Buffer(pool, (ushort)i)), Is.True);
        }
    }

    private static List<(double At, int Length)> Drain(Pacer pacer, double tick)
    {
        List<(double, int)> sent = [];
        for (double ms = 0; pacer.Count > 0; ms += tick)
        {
            while (pacer.TryDequeue(Instant.FromMilliseconds(ms), out PacketBuffer? packet))
            {
                sent.Add((ms, packet.Length));
                packet.Return();
            }
        }

        return sent;
    }
}
