using Mcu.Core.Time;
using Mcu.Node.Simulate;

namespace Mcu.Tests.Simulate;

/// <summary>Even beats.</summary>
public sealed class MetronomeTests
{
    private static readonly Instant Start = Instant.FromMilliseconds(1000);

    [Test]
    public void TryTake_SmallDelay_MakesUpForMissedBeats()
    {
        var metronome = new Metronome(Start, beatsPerSecond: 50);
        Assert.That(Take(ref metronome, Instant.FromMilliseconds(1045)), Is.EqualTo((long[])[0, 1, 2]));
        Assert.That(Take(ref metronome, Instant.FromMilliseconds(1059)), Is.Empty);
        Assert.That(Take(ref metronome, Instant.FromMilliseconds(1060)), Is.EqualTo((long[])[3]));
    }

    [Test]
    public void TryTake_LongStall_GoesOnWithThePresent()
    {
        var metronome = new Metronome(Start, beatsPerSecond: 50);
        Take(ref metronome, Start);
        Assert.That(Take(ref metronome, Instant.FromMilliseconds(3000)), Is.EqualTo((long[])[100]));
    }

    [Test]
    public void TryTake_BeforeTheStart_GivesNone()
    {
        var metronome = new Metronome(Start, beatsPerSecond: 25);
        Assert.That(Take(ref metronome, Instant.FromMilliseconds(900)), Is.Empty);
    }

    private static List<long> Take(ref Metronome metronome, Instant now)
    {
        List<long> beats = [];
        while (metronome.TryTake(now, out long beat))
        {
            beats.Add(beat);
        }

        return beats;
    }
}
