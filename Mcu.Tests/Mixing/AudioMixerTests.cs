using Mcu.Core.Mixing;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Mixing;

/// <summary>Who hears whom.</summary>
public sealed class AudioMixerTests
{
    [Test]
    public void Mix_TwoTalk_EachHearsTheOtherOnly()
    {
        MixerBench bench = new(3);
        (bench.Talks[0], bench.Talks[1]) = (true, true);
        bench.Run(1);
        float[] first = bench.Listen(0, 1);
        float[] third = bench.Listen(2, 1);
        Assert.Multiple(() =>
        {
            Assert.That(Sound.ToneDbfs(first, MixerBench.Hertz(1)), Is.GreaterThan(-26));
            Assert.That(Sound.ToneDbfs(first, MixerBench.Hertz(0)), Is.LessThan(-90));
            Assert.That(Sound.ToneDbfs(third, MixerBench.Hertz(0)), Is.GreaterThan(-26));
            Assert.That(Sound.ToneDbfs(third, MixerBench.Hertz(1)), Is.GreaterThan(-26));
        });
    }

    [Test]
    public void Mix_OnlyOneTalks_ItsOwnMixIsExactlySilent()
    {
        MixerBench bench = new(4, dbfs: 3); // far into the limiter
        bench.Talks[2] = true;
        Assert.That(bench.Listen(2, 3), Is.All.Zero);
    }

    [Test]
    public void Mix_RandomTalk_NobodyEverHearsItself([Range(1, 6)] int seed)
    {
        Random random = new(seed);
        MixerBench bench = new(8, syllables: false);
        float[] without = new float[960];
        double worst = 0;
        bench.Mixed = () =>
        {
            foreach (MixInput listener in bench.Inputs)
            {
                // The sum of all the others' parts, made apart and by brute force, must be what the listener gets.
                Array.Clear(without);
                foreach (MixInput source in bench.Inputs.Where(input => input != listener && input.Contributes))
                {
                    SampleMath.Add(without, source.Contribution);
                }

                SoftLimiter.Apply(without);
                ReadOnlySpan<float> minus = bench.Mixer.MinusFor(listener);
                for (int i = 0; i < 960; i++)
                {
                    worst = Math.Max(worst, Math.Abs(without[i] - minus[i]));
                }
            }
        };
        for (int change = 0; change < 60; change++)
        {
            int room = random.Next(8);
            bench.Talks[room] = random.Next(3) > 0;
            bench.Inputs[room].IsMuted = random.Next(6) == 0;
            bench.Inputs[room].HasFloor = random.Next(6) == 0;
            bench.Inputs[room].GainDb = random.Next(-12, 12);
            bench.Mixer.HeardCount = random.Next(1, 6);
            bench.Run(0.02 * random.Next(1, 20));
        }

        Assert.That(worst, Is.Zero);
    }

    [Test]
    public void Mix_ManyTalk_TheLoudestThreeAreHeard()
    {
        MixerBench bench = new(6);
        Array.Fill(bench.Talks, true);
        for (int room = 0; room < 6; room++)
        {
            bench.Inputs[room].GainDb = room * 4;
        }

        bench.Run(1);
        Assert.That(bench.Inputs.Select(input => input.IsHeard), Is.EqualTo((bool[])[false, false, false, true, true, true]));
    }

    [Test]
    public void Mix_FloorHolderIsQuiet_IsHeardNevertheless()
    {
        MixerBench bench = new(5);
        Array.Fill(bench.Talks, true);
        bench.Talks[0] = false;
        bench.Inputs[0].HasFloor = true;
        bench.Run(1);
        Assert.That(bench.Inputs[0].IsHeard);
        Assert.That(bench.Inputs.Count(input => input.IsHeard), Is.EqualTo(3));
        bench.Inputs[0].IsMuted = true;
        bench.Run(0.1);
        Assert.That(bench.Inputs[0].IsHeard, Is.False);
    }

    [Test]
    public void Mix_Feed_IsHeardByAllButItselfAndTakesNoPlace()
    {
        AudioMixer mixer = new(new() { HeardCount = 1 });
        MixInput feed = mixer.Add(MixInputKind.Feed);
        MixInput site = mixer.Add();
        ToneGenerator tone = new(400);
        ToneGenerator down = new(1000, syllables: false);
        List<float> toSite = [];
        List<float> toFeed = [];
        for (int frame = 0; frame < 100; frame++)
        {
            tone.Fill(site.Frame);
            down.Fill(feed.Frame);
            mixer.Mix(Instant.FromMilliseconds(frame * 20));
            toSite.AddRange(mixer.MinusFor(site));
            toFeed.AddRange(mixer.MinusFor(feed));
        }

        Assert.Multiple(() =>
        {
            Assert.That(site.IsHeard && feed.IsHeard);
            Assert.That(Sound.ToneDbfs(toSite, 1000), Is.EqualTo(-20).Within(0.5));
            Assert.That(Sound.ToneDbfs(toSite, 400), Is.LessThan(-90));
            Assert.That(Sound.ToneDbfs(toFeed, 400), Is.GreaterThan(-26));
            Assert.That(Sound.ToneDbfs(toFeed, 1000), Is.LessThan(-90));
            Assert.That(mixer.Speaker, Is.SameAs(site));
        });
    }

    [Test]
    public void Mix_ManyLoudVoices_NeverClip()
    {
        MixerBench bench = new(5, new() { HeardCount = 5 }, dbfs: -3);
        Array.Fill(bench.Talks, true);
        Assert.That(bench.Listen(0, 2).Max(Math.Abs), Is.InRange(0.9f, 1f));
    }

    [Test]
    public void Mix_SettingsChange_NoClick([Values("mute", "gain", "enter", "remove")] string change)
    {
        MixerBench bench = new(2, syllables: false);
        bench.Talks[0] = change != "enter";
        bench.Run(1);
        List<float> heard = [];
        bench.Mixed = () => heard.AddRange(bench.Mixer.MinusFor(bench.Inputs[1]));
        bench.Run(0.1);
        switch (change)
        {
            case "mute": bench.Inputs[0].IsMuted = true; break;
            case "gain": bench.Inputs[0].GainDb = 6; break;
            case "enter": bench.Talks[0] = true; break;
            default: bench.Mixer.Remove(bench.Inputs[0]); break;
        }

        bench.Run(0.2);

        // A 400 Hz tone of -14 dBFS RMS moves by at most 0.0148 a sample.
        Assert.That(heard.Zip(heard.Skip(1), (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(0.016f));
    }

    [Test]
    public void Mix_NanInOneSource_ReachesNobody()
    {
        MixerBench bench = new(3);
        bench.Talks[0] = true;
        bench.Run(1);
        bench.Inputs[0].Frame[3] = float.NaN;
        bench.Mixer.Mix(Instant.FromMilliseconds(5000));
        Assert.That(bench.Mixer.Common.ToArray(), Is.All.InRange(-1f, 1f));
    }

    [Test]
    public void Mix_SteadyTone_IsHeardWhereThereIsRoomOnly()
    {
        MixerBench steady = new(4, new() { HeardCount = 2 }, syllables: false);
        steady.Talks[0] = true;
        steady.Run(5);
        Assert.That(steady.Inputs[0].IsVoice, Is.False);
        Assert.That(steady.Inputs[0].IsHeard, "nobody else wants the place");

        MixerBench voices = new(3, new() { HeardCount = 2 });
        Array.Fill(voices.Talks, true);
        voices.Talks[0] = false;
        ToneGenerator hum = new(100, -10, syllables: false);
        AudioMixer mixer = voices.Mixer;
        MixInput fan = mixer.Add();
        voices.Mixed = () => hum.Fill(fan.Frame);
        voices.Run(5);
        Assert.That(fan.IsHeard, Is.False, "though louder than the voices");
    }

    [Test]
    public void Mix_SteadyState_AllocatesNothing()
    {
        MixerBench bench = new(16);
        Array.Fill(bench.Talks, true);
        bench.Run(1);
        int frame = 0;
        long allocated = Allocations.Of(() =>
        {
            bench.Inputs[frame % 16].IsMuted ^= true;
            bench.Mixer.Mix(Instant.FromMilliseconds(10000 + (frame++ * 20)));
        });
        Assert.That(allocated, Is.Zero);
    }
}
