using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Rtp;

/// <summary>A leg's sources.</summary>
public sealed class SsrcDemuxTests
{
    private readonly byte[] scratch = new byte[64];
    private SsrcDemux demux = new(90000);

    [SetUp]
    public void Begin() => demux = new SsrcDemux(90000);

    [Test]
    public void Route_SecondPacket_StartsTheStream()
    {
        Assert.That(Route(1, 100, 0), Is.EqualTo(DemuxEvent.Probation));
        Assert.That(demux.Active, Is.Null);
        Assert.That(Route(1, 101, 1), Is.EqualTo(DemuxEvent.Started));
        Assert.That(Route(1, 102, 2), Is.EqualTo(DemuxEvent.Accepted));
        Assert.That(demux.Active!.Ssrc, Is.EqualTo(1));
    }

    [Test]
    public void Route_NewSsrc_ReplacesAndKeepsTheOldForTwoSeconds()
    {
        Start(1, 0);
        Assert.That(Start(2, 100), Is.EqualTo(DemuxEvent.Started));
        Assert.That(Route(1, 102, 110), Is.EqualTo(DemuxEvent.Retired));
        Assert.That(demux.Expire(Instant.FromMilliseconds(2000)), Is.Zero);
        int freed = demux.Expire(Instant.FromMilliseconds(2111));
        Assert.That(System.Numerics.BitOperations.PopCount((uint)freed), Is.EqualTo(1));
        Assert.That(demux.Active!.Ssrc, Is.EqualTo(2));
    }

    [Test]
    public void Route_TwoSourcesAtOnce_DoNotFlap()
    {
        Start(1, 0);
        Start(2, 100);
        for (int i = 0; i < 200; i++)
        {
            Assert.That(Route(2, (ushort)(102 + i), 120 + (20 * i)), Is.EqualTo(DemuxEvent.Accepted));
            Assert.That(Route(1, (ushort)(102 + i), 121 + (20 * i)), Is.EqualTo(DemuxEvent.Retired));
            demux.Expire(Instant.FromMilliseconds(122 + (20 * i)));
        }
    }

    [Test]
    public void Route_OldSourceAfterTheNewFellSilent_ComesBack()
    {
        Start(1, 0);
        Start(2, 100);
        Assert.That(Route(1, 102, 1200), Is.EqualTo(DemuxEvent.Started));
        Assert.That(demux.Active!.Ssrc, Is.EqualTo(1));
    }

    [Test]
    public void Route_ManySsrcs_KeepsEightAndHurtsNobody()
    {
        Start(1, 0);
        long allocated = Allocations.Of(() =>
        {
            for (uint i = 0; i < 1000; i++)
            {
                Route(1000 + i, 5, 50);
            }
        }, calls: 1);
        Assert.That(allocated, Is.Zero);
        Assert.That(demux.Refused, Is.GreaterThan(1900));
        Assert.That(Route(1, 102, 60), Is.EqualTo(DemuxEvent.Accepted));
        Assert.That(Start(7, 2100), Is.EqualTo(DemuxEvent.Started), "places are freed after 2 s");
    }

    [Test]
    public void Route_SequenceRestart_IsReported()
    {
        Start(1, 0);
        Assert.That(Route(1, 40000, 10), Is.EqualTo(DemuxEvent.Discarded));
        Assert.That(Route(1, 40001, 11), Is.EqualTo(DemuxEvent.Restarted));
    }

    [Test]
    public void Retire_ActiveSource_LeavesNone()
    {
        Start(1, 0);
        demux.Retire(1);
        Assert.That(demux.Active, Is.Null);
        Assert.That(Route(1, 102, 10), Is.EqualTo(DemuxEvent.Started));
    }

    private DemuxEvent Start(uint ssrc, double ms)
    {
        Route(ssrc, 100, ms);
        return Route(ssrc, 101, ms);
    }

    private DemuxEvent Route(uint ssrc, ushort sequence, double ms)
    {
        int length = RtpWriter.Write(scratch, new RtpHeader(96, Marker: false, sequence, 0, ssrc), [1]);
        demux.Route(TestPackets.Parse(scratch.AsSpan(0, length)), Instant.FromMilliseconds(ms), out DemuxEvent what);
        return what;
    }
}
