using Mcu.Node.Simulate;
using Mcu.Node.Simulate.Sound;

namespace Mcu.Tests.Simulate.Sound;

/// <summary>Whether rooms take codec noise or their neighbors for their own voice, and whether they notice the real one.</summary>
public sealed class OwnVoiceTests
{
    private const double NoiseDb = -36; // 16 dB below the limit
    private const int Listeners = 9;

    [TestCase(6)]
    [TestCase(9)]
    [TestCase(16)]
    [TestCase(73)]
    [TestCase(144)]
    public void Probe_MixMinus_TheOwnVoiceIsFarBelowTheLimit(int rooms)
    {
        var meeting = new MeetingSound(rooms, Math.Min(rooms, Listeners));
        meeting.Play();
        Assert.That(meeting.Probes.Select(probe => probe.OwnWindows), Is.All.Positive);
        Assert.That(meeting.Probes.Select(OwnDb), Is.All.LessThan(NoiseDb).And.All.LessThan(new CheckLimits().MaxOwnVoiceDb));
    }

    [TestCase(9)]
    [TestCase(16)]
    [TestCase(144)]
    public void Probe_OwnVoiceFifteenDbDown_IsMeasuredAsSuch(int rooms)
    {
        var meeting = new MeetingSound(rooms, Listeners);
        meeting.Play(ownFactor: 0.178f);
        Assert.That(meeting.Probes.Select(OwnDb), Is.All.EqualTo(-15).Within(3).And.All.GreaterThan(new CheckLimits().MaxOwnVoiceDb));
    }

    private static double OwnDb(SoundProbe probe) => probe.OwnDbfs - PilotTones.SentDbfs;
}
