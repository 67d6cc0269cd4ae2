using Mcu.Core.Mixing;
using Mcu.Node.Simulate;
using Mcu.Node.Simulate.Sound;

namespace Mcu.Tests.Simulate.Sound;

/// <summary>What a room makes of the sound that it gets.</summary>
public sealed class SoundProbeTests
{
    private const int Speakers = 5;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(16);
    private readonly TalkSchedule schedule = new(Speakers, seed: 4);

    [Test]
    public void Add_MixMinus_HearsEveryTurnButItsOwn()
    {
        SoundProbe probe = Listen(room: 2, includesOwn: false, isSpeaking: true);
        Assert.That(probe.TurnsExpected, Is.GreaterThanOrEqualTo(6));
        Assert.That(probe.TurnsHeard, Is.EqualTo(probe.TurnsExpected));
        Assert.That(probe.OwnWindows, Is.Positive);
        Assert.That(probe.OwnDbfs, Is.LessThan(PilotTones.SentDbfs - 25));
    }

    [Test]
    public void Add_Echo_HearsItself()
    {
        SoundProbe probe = Listen(room: 2, includesOwn: true, isSpeaking: true);
        Assert.That(probe.OwnDbfs, Is.EqualTo(PilotTones.SentDbfs).Within(3));
    }

    [Test]
    public void Add_NobodyElseInTheCall_ExpectsNothing()
    {
        SoundProbe probe = Listen(room: 2, includesOwn: false, isSpeaking: false);
        Assert.That((probe.TurnsExpected, probe.TurnsHeard), Is.EqualTo((0, 0)));
    }

    private SoundProbe Listen(int room, bool includesOwn, bool isSpeaking)
    {
        var probe = new SoundProbe(schedule, room, new FixedSpeakers(isSpeaking));
        float[] mix = new float[AudioFrame.Samples];
        float[][] voices = [.. Enumerable.Range(0, Speakers).Select(speaker => Speech(speaker))];
        for (TimeSpan at = TimeSpan.Zero; at < Length; at += AudioFrame.Duration)
        {
            Array.Clear(mix);
            for (int speaker = 0; speaker < Speakers; speaker++)
            {
                if (schedule.Speaking(speaker, at) is { } into && (includesOwn || speaker != room))
                {
                    SampleMath.Add(mix, voices[speaker].AsSpan((int)(into / AudioFrame.Duration) * AudioFrame.Samples, AudioFrame.Samples));
                }
            }

            probe.Add(mix, at + TimeSpan.FromMilliseconds(80));
        }

        return probe;
    }

    private float[] Speech(int room)
    {
        int place = schedule.PlaceOf(room);
        return new Voice(Voice.PitchOf(room), schedule.ToneOf(room), Voice.LevelOf(place), seed: room).Speak(TalkSchedule.Turn);
    }

    private sealed class FixedSpeakers(bool isSpeaking) : ISpeakers
    {
        public bool IsSpeaking(int room, TimeSpan turnStart) => isSpeaking;
    }
}
