using Mcu.Core.Codecs;
using Mcu.Core.Jitter;

namespace Mcu.Tests.Jitter;

/// <summary>The playout buffer on a quiet network, and on a bad one.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PlayoutBufferTests
{
    [Test]
    public void Pull_NothingCame_IsIdleAndSilent()
    {
        using PlayoutBench bench = new() { Paused = true };
        bool silent = true;
        bench.Pulled = (state, pcm) => silent &= state == PlayoutState.Idle && pcm.All(sample => sample == 0);
        bench.Run(1);
        Assert.That(silent);
    }

    [Test]
    public void Pull_SteadyNetwork_PlaysAllWithOneFrameOfDelay([Values(0.0, 3, 9.9, 10.1, 15, 19.9)] double firstPullMs)
    {
        using PlayoutBench bench = new(firstPullMs: firstPullMs);
        bench.Run(30);
        ToneContinuity tone = new();
        bench.Pulled = (_, pcm) => tone.Add(pcm);
        bench.Run(5);
        PlayoutStatistics statistics = bench.Statistics;
        Assert.Multiple(() =>
        {
            Assert.That(statistics.ConcealedMs, Is.Zero);
            Assert.That(statistics.Lost + statistics.Late, Is.Zero);
            Assert.That(statistics.TargetMs, Is.InRange(20, 25));
            Assert.That(statistics.DelayMs, Is.EqualTo(statistics.TargetMs).Within(3));
            Assert.That(tone.WorstJump, Is.LessThan(0.01));
            Assert.That(tone.LeastAmplitude, Is.EqualTo(0.5).Within(0.005));
        });
    }

    [TestCase(AudioCodec.Opus, 10)]
    [TestCase(AudioCodec.Opus, 20)]
    [TestCase(AudioCodec.Pcma, 30)]
    [TestCase(AudioCodec.Opus, 40)]
    [TestCase(AudioCodec.G722, 60)]
    public void Pull_AnyPtime_PlaysAll(AudioCodec codec, double ptime)
    {
        using PlayoutBench bench = new(codec) { PtimeMs = ptime };
        bench.Run(10);
        ToneContinuity tone = new();
        bench.Pulled = (_, pcm) => tone.Add(pcm);
        bench.Run(10);
        Assert.Multiple(() =>
        {
            Assert.That(bench.Statistics.ConcealedMs, Is.Zero);
            Assert.That(bench.Statistics.DelayMs, Is.LessThan(45));
            Assert.That(tone.WorstJump, Is.LessThan(0.01));
        });
    }

    [TestCase(AudioCodec.G722, 2.0)]
    [TestCase(AudioCodec.Opus, 1 / 3.0)]
    [TestCase(AudioCodec.Opus, 0.0)]
    [TestCase(AudioCodec.Pcmu, -1.0)]
    public void Pull_TimestampsStepWrongly_PlaysBySequence(AudioCodec codec, double factor)
    {
        using PlayoutBench bench = new(codec) { TimestampFactor = factor, DelayMs = (_, random) => 10 + (5 * random.NextDouble()) };
        bench.Run(20);
        Assert.That(bench.Statistics.ConcealedMs, Is.LessThan(60));
        Assert.That(bench.Statistics.DelayMs, Is.LessThan(50));
    }

    [Test]
    public void Push_Reordered_PlaysInOrder()
    {
        using PlayoutBench bench = new() { DelayMs = (at, _) => (int)(at / 20) % 4 == 0 ? 45 : 10 };
        bench.Run(5);
        double before = bench.Statistics.ConcealedMs;
        bench.Run(20);
        Assert.That(bench.Statistics.ConcealedMs - before, Is.Zero);
        Assert.That(bench.Statistics.Late, Is.LessThan(5));
        Assert.That(bench.Statistics.TargetMs, Is.InRange(55, 65));
    }

    [Test]
    public void Push_Duplicates_AreCountedAndReturned()
    {
        using PlayoutBench bench = new() { Copies = 3, DelayMs = (_, random) => 10 + (random.NextDouble() * 30) };
        bench.Run(10);
        PlayoutStatistics statistics = bench.Statistics;
        Assert.Multiple(() =>
        {
            Assert.That(statistics.Duplicates, Is.EqualTo(statistics.Received * 2 / 3).Within(3));
            Assert.That(statistics.Late, Is.LessThan(5));
            Assert.That(bench.Pool.Rented, Is.LessThan(20));
        });
    }

    [Test]
    public void Push_LatePackets_AreCountedNotLost()
    {
        using PlayoutBench bench = new() { DelayMs = (at, _) => (int)(at / 20) % 250 == 0 ? 400 : 10 };
        bench.Run(30);
        Assert.That(bench.Statistics.Late, Is.InRange(5, 7));
        Assert.That(bench.Statistics.Lost, Is.LessThanOrEqualTo(1));
        Assert.That(bench.Statistics.TargetMs, Is.LessThan(30));
    }

    [TestCase(0.01)]
    [TestCase(0.05)]
    [TestCase(0.2)]
    public void Pull_Loss_IsCountedConcealedAndAddsNoDelay(double share)
    {
        using PlayoutBench bench = new() { LossShare = share };
        bench.Run(60);
        PlayoutStatistics statistics = bench.Statistics;
        Assert.Multiple(() =>
        {
            Assert.That(statistics.Lost, Is.EqualTo(3000 * share).Within(3000 * share * 0.3));
            Assert.That(statistics.ConcealedMs, Is.EqualTo(statistics.Lost * 20.0).Within(10 + (statistics.Lost * 3)));
            Assert.That(statistics.DelayMs, Is.EqualTo(statistics.TargetMs).Within(20));
            Assert.That(statistics.TargetMs, Is.LessThan(30));
        });
    }

    [Test]
    public void Pull_LossWithRedundancy_IsRecovered()
    {
        using PlayoutBench bench = new() { LossShare = 0.05, Redundancy = true, DelayMs = (_, random) => 10 + (30 * random.NextDouble()) };
        bench.Run(60);
        PlayoutStatistics statistics = bench.Statistics;
        Assert.That(statistics.Recovered, Is.GreaterThan(statistics.Lost * 0.85));
        Assert.That(bench.Decoder.RecoveredLength, Is.EqualTo(960), "all of the lost packet, whatever of it is used");
    }

    [Test]
    public void Pull_JitterAppears_TargetRisesWithinASecond()
    {
        double jitter = 0;
        using PlayoutBench bench = new() { DelayMs = (_, random) => 10 + (jitter * random.NextDouble()) };
        bench.Run(30);
        jitter = 100;
        bench.Run(1.5);
        Assert.That(bench.Statistics.TargetMs, Is.InRange(90, 130));
        double before = bench.Statistics.ConcealedMs;
        bench.Run(10);
        Assert.That(bench.Statistics.ConcealedMs - before, Is.LessThan(10 * 1000 * 0.04));
    }

    [TestCase(0.15)]
    [TestCase(0.4)]
    [TestCase(0.9)]
    [TestCase(3)]
    public void Pull_AfterASpike_DelayComesBack(double spikeSeconds)
    {
        // A stall: everything sent within it arrives together at its end.
        double stallEnds = 20000 + (spikeSeconds * 1000);
        using PlayoutBench bench = new() { DelayMs = (at, _) => at >= 20000 && at < stallEnds ? 10 + stallEnds - at : 10 };
        bench.Run(20);
        bench.Run(spikeSeconds + 0.5);
        Assert.That(bench.Statistics.DelayMs, Is.LessThan(bench.Statistics.TargetMs + 20));
        bench.Run(45);
        double concealed = bench.Statistics.ConcealedMs;
        bench.Run(10);
        Assert.Multiple(() =>
        {
            Assert.That(bench.Statistics.TargetMs, Is.LessThan(30));
            Assert.That(bench.Statistics.DelayMs, Is.EqualTo(bench.Statistics.TargetMs).Within(5));
            Assert.That(bench.Statistics.ConcealedMs, Is.EqualTo(concealed));
        });
    }

    [TestCase(120)]
    [TestCase(350)]
    [TestCase(2000)]
    public void Pull_RouteBecomesSlower_PlaysOnSoon(double byMs)
    {
        double extra = 0;
        using PlayoutBench bench = new() { DelayMs = (_, _) => 10 + extra };
        bench.Run(20);
        extra = byMs;
        bench.Run((byMs / 1000) + 0.5);
        double concealed = bench.Statistics.ConcealedMs;
        bench.Run(2);
        Assert.That(bench.Statistics.ConcealedMs - concealed, Is.LessThan(40));
        extra = 0;
        bench.Run(60);
        Assert.That(bench.Statistics.DelayMs, Is.LessThan(50));
    }

    [Test]
    public void Pull_LongPauses_DelayDoesNotGrow([Values] bool timestampsStand, [Values] bool dtx)
    {
        using PlayoutBench bench = new() { TimestampsStandInPause = timestampsStand, Dtx = dtx, DelayMs = (_, random) => 10 + (5 * random.NextDouble()) };
        bench.Run(5);
        for (int spurt = 0; spurt < 20; spurt++)
        {
            bench.Paused = true;
            bench.Run(3.33);
            bench.Paused = false;
            bench.Run(2);
            Assert.That(bench.Statistics.DelayMs, Is.LessThan(bench.Statistics.TargetMs + 20), $"spurt {spurt}");
        }

        Assert.That(bench.Statistics.TargetMs, Is.LessThan(40));
        Assert.That(bench.Statistics.Lost, Is.Zero);
    }

    [Test]
    public void Pull_Dtx_IsNoLoss()
    {
        using PlayoutBench bench = new() { Dtx = true };
        bench.Run(5);
        double concealed = bench.Statistics.ConcealedMs;
        bench.Paused = true;
        bench.Run(0.1);
        List<PlayoutState> states = [];
        bench.Pulled = (state, _) => states.Add(state);
        bench.Run(10);
        Assert.That(states, Is.All.EqualTo(PlayoutState.Comfort));
        Assert.That(bench.Statistics.ConcealedMs, Is.EqualTo(concealed));
    }

    [Test]
    public void Pull_SenderVanishes_FadesToNoiseThenSilence()
    {
        using PlayoutBench bench = new();
        bench.Run(5);
        List<(PlayoutState State, float Peak)> frames = [];
        bench.Pulled = (state, pcm) => frames.Add((state, pcm.Max(Math.Abs)));
        bench.Paused = true;
        bench.Run(4);
        Assert.Multiple(() =>
        {
            Assert.That(frames[3].State, Is.EqualTo(PlayoutState.Concealing));
            Assert.That(frames[3].Peak, Is.GreaterThan(0.4f), "guessed for 60 ms");
            Assert.That(frames[20].Peak, Is.InRange(1e-5f, 0.01f), "comfort noise");
            Assert.That(frames[40].State, Is.EqualTo(PlayoutState.Comfort));
            Assert.That(frames[^1], Is.EqualTo((PlayoutState.Idle, 0f)));
        });
    }

    [Test]
    public void Push_SsrcChanges_PlaysTheNewStreamAtOnce()
    {
        using PlayoutBench bench = new();
        bench.Run(5);
        bench.Ssrc = 0x9999;
        bench.RestartSequence();
        bench.Run(0.2);
        double concealed = bench.Statistics.ConcealedMs;
        bench.Run(5);
        Assert.Multiple(() =>
        {
            Assert.That(bench.Statistics.Resyncs, Is.EqualTo(1));
            Assert.That(bench.Statistics.ConcealedMs, Is.EqualTo(concealed));
            Assert.That(concealed, Is.LessThan(120));
            Assert.That(bench.Statistics.Lost, Is.Zero);
        });
    }

    [Test]
    public void Push_SequenceJumps_IsBelievedAfterTwoPackets()
    {
        using PlayoutBench bench = new();
        bench.Run(5);
        bench.RestartSequence();
        bench.Run(5);
        Assert.That(bench.Statistics.Resyncs, Is.EqualTo(1));
        Assert.That(bench.Statistics.Invalid, Is.EqualTo(1));
        Assert.That(bench.Statistics.ConcealedMs, Is.LessThan(150));
    }

    [Test]
    public void Dispose_PacketsWait_AllBuffersGoBack()
    {
        PlayoutBench bench = new() { DelayMs = (_, random) => 100 * random.NextDouble(), LossShare = 0.1, Copies = 2 };
        bench.Run(5);
        bench.Dispose();
        Assert.That(bench.Pool.Rented, Is.Zero);
        Assert.That(bench.Decoder.IsDisposed);
    }
}
