using Mcu.Core.Time;
using Mcu.Node.Simulate.Pictures;

namespace Mcu.Tests.Simulate.Pictures;

/// <summary>Which frames of another room are left out, by the numbers in its pictures.</summary>
public sealed class FrameLeapsTests
{
    private const int Room = 3;

    [Test]
    public void Note_FramesLeftOut_TellsTheLongestLeapInBothTimes()
    {
        FrameLeaps leaps = Begun();
        leaps.Note([new FrameCode(Room, 10)], At(0));
        leaps.Note([new FrameCode(Room, 11)], At(40));
        leaps.Note([new FrameCode(Room, 11)], At(400)); // frozen
        leaps.Note([], At(600));
        leaps.Note([new FrameCode(Room, 27)], At(720));
        leaps.Note([new FrameCode(Room, 28)], At(760));
        Assert.That(leaps.Longest, Is.EqualTo(new FrameLeap(Room, 11, 27, Milliseconds(16 * 40), Milliseconds(680))));
    }

    [Test]
    public void Begin_Anew_ForgetsTheLeapBefore()
    {
        FrameLeaps leaps = Begun();
        leaps.Note([new FrameCode(Room, 10)], At(0));
        leaps.Note([new FrameCode(Room, 60)], At(2000));
        leaps.Begin(At(2010));
        Assert.That(leaps.Longest, Is.Null);
        leaps.Note([new FrameCode(Room, 90)], At(3040));
        leaps.Note([new FrameCode(Room, 91)], At(3080));
        Assert.That(leaps.Longest!.Between, Is.EqualTo(Milliseconds(40)));
    }

    private static FrameLeaps Begun()
    {
        var leaps = new FrameLeaps(new Camera());
        leaps.Begin(At(-1));
        return leaps;
    }

    private static Instant At(int milliseconds) => new(1_000_000_000 + (milliseconds * 1_000_000L));

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    // 25 frames a second, from the first on.
    private sealed class Camera : ISentFrames
    {
        public Instant SentAt(FrameCode code) => At(40 * code.Frame);
    }
}
