using Mcu.Cascade.Meetings;
using Mcu.Core.Mixing;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Meetings;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MeetingSpeakerTests
{
    private readonly MeetingSpeaker meeting = new(new ActiveSpeakerOptions());
    private Instant now = Instant.FromMilliseconds(0);

    [Test]
    public void Decide_OneNodesSiteSpeaks_IsElected()
    {
        Speak(seconds: 1, ("khanh-son", "khanh-son/son-binh", -20));
        Assert.That(meeting.Current, Is.EqualTo("khanh-son/son-binh"));
    }

    [Test]
    public void Decide_LouderSiteOfAnotherNode_TakesOver()
    {
        Speak(seconds: 3, ("", "chair", -30));
        Speak(seconds: 3, ("", "chair", -30), ("khanh-son", "khanh-son/son-binh", -20));
        Assert.That(meeting.Current, Is.EqualTo("khanh-son/son-binh"));
    }

    [Test]
    public void Decide_AboutAsLoud_StaysWithTheSpeaker()
    {
        Speak(seconds: 3, ("", "chair", -30));
        Speak(seconds: 5, ("", "chair", -30), ("khanh-son", "khanh-son/son-binh", -28));
        Assert.That(meeting.Current, Is.EqualTo("chair"));
    }

    [Test]
    public void Decide_SpeakerFallsSilent_StaysUntilAnotherSpeaks()
    {
        Speak(seconds: 3, ("", "chair", -30));
        Speak(seconds: 3);
        Assert.That(meeting.Current, Is.EqualTo("chair"));
        Speak(seconds: 1, ("dien-khanh", "dien-khanh/hoi-truong", -40));
        Assert.That(meeting.Current, Is.EqualTo("dien-khanh/hoi-truong"));
    }

    [Test]
    public void Decide_TwoSitesOfOneNode_NodeSaysWhich()
    {
        Speak(seconds: 3, ("khanh-son", "khanh-son/a", -30));
        Speak(seconds: 3, ("khanh-son", "khanh-son/b", -30));
        Assert.That(meeting.Current, Is.EqualTo("khanh-son/b"));
    }

    [Test]
    public void Remove_NodeOfTheSpeaker_NobodySpeaks()
    {
        Speak(seconds: 3, ("khanh-son", "khanh-son/a", -30));
        meeting.Remove("khanh-son");
        Assert.That(meeting.Current, Is.Null);
    }

    private void Speak(int seconds, params (string Node, string Site, float Level)[] voices)
    {
        for (int i = 0; i < seconds * 5; i++)
        {
            now += TimeSpan.FromMilliseconds(200);
            foreach ((string node, string site, float level) in voices)
            {
                meeting.Report(node, site, level, now);
            }

            meeting.Decide(now);
        }
    }
}
