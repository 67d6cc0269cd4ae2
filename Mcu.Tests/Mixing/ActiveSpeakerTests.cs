using Mcu.Core.Mixing;
using Mcu.Core.Time;

namespace Mcu.Tests.Mixing;

/// <summary>Who speaks.</summary>
public sealed class ActiveSpeakerTests
{
    private readonly Dictionary<string, float> speaking = [];
    private ActiveSpeaker<string> speaker = new(new());
    private double ms;
    private int changes;

    [SetUp]
    public void SetUp()
    {
        (speaker, ms, changes) = (new(new()), 0, 0);
        speaking.Clear();
    }

    [Test]
    public void Decide_NobodySpoke_IsNull()
    {
        speaking["a"] = -100;
        Run(5);
        Assert.That(speaker.Current, Is.Null);
    }

    [Test]
    public void Decide_ACough_ChangesNothing()
    {
        speaking["a"] = -20;
        Run(3);
        speaking["b"] = -5;
        Run(0.3);
        speaking["b"] = -100;
        Run(3);
        Assert.That(speaker.Current, Is.EqualTo("a"));
        Assert.That(changes, Is.EqualTo(1));
    }

    [Test]
    public void Decide_AnotherSpeaksWithinTheHold_WaitsForIt()
    {
        speaking["a"] = -20;
        Run(0.5);
        (speaking["a"], speaking["b"]) = (-100, -20);
        Run(1.4);
        Assert.That(speaker.Current, Is.EqualTo("a"));
        Run(0.7);
        Assert.That(speaker.Current, Is.EqualTo("b"));
    }

    [Test]
    public void Decide_TwoAsLoud_TheFirstStays()
    {
        speaking["a"] = -20;
        Run(1);
        for (int i = 0; i < 100; i++)
        {
            (speaking["a"], speaking["b"]) = (-20 - (i % 3), -20 - ((i + 1) % 3));
            Run(0.1);
        }

        Assert.That(speaker.Current, Is.EqualTo("a"));
        Assert.That(changes, Is.EqualTo(1));
    }

    [Test]
    public void Decide_TwoTalkAtOnceOverASilentSpeaker_OneTakesOver()
    {
        speaking["a"] = -20;
        Run(3);
        speaking["a"] = -100;
        for (int i = 0; i < 20; i++)
        {
            (speaking["b"], speaking["c"]) = (-20 - (i % 2 * 6), -26 + (i % 2 * 6));
            Run(0.1);
        }

        Assert.That(speaker.Current, Is.EqualTo("b").Or.EqualTo("c"));
    }

    [Test]
    public void Decide_SpeakerFallsSilent_Stays()
    {
        speaking["a"] = -20;
        Run(3);
        speaking["a"] = -100;
        Run(10);
        Assert.That(speaker.Current, Is.EqualTo("a"));
    }

    [Test]
    public void Decide_SpeakerLeaves_IsForgottenAtOnce()
    {
        speaking["a"] = -20;
        Run(3);
        speaking.Clear();
        Run(0.02);
        Assert.That(speaker.Current, Is.Null);
        speaking["b"] = -30;
        Run(0.5);
        Assert.That(speaker.Current, Is.EqualTo("b"));
    }

    private void Run(double seconds)
    {
        for (double until = ms + (seconds * 1000); ms < until - 1; ms += 20)
        {
            foreach ((string name, float level) in speaking)
            {
                speaker.Consider(name, level, level > -50);
            }

            changes += speaker.Decide(Instant.FromMilliseconds(ms)) ? 1 : 0;
        }
    }
}
