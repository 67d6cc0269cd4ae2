using Mcu.Core.Codecs;
using Mcu.Core.Time;
using Mcu.Node.Simulate.Pictures;

namespace Mcu.Tests.Simulate.Pictures;

/// <summary>What counts as a freeze, picture by picture.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PictureInspectorTests : IDisposable
{
    private const int Frames = 50; // two seconds
    private readonly PictureRhythm rhythm = new(TimeSpan.FromMilliseconds(400));
    private readonly Picture picture = new(640, 360);
    private readonly PictureInspector inspector;

    public PictureInspectorTests()
    {
        inspector = new PictureInspector(rhythm, new NeverSent());
        rhythm.Arm(At(0));
    }

    public void Dispose() => picture.Dispose();

    [Test]
    public void Look_StillRoomWithACodeThatCounts_IsNoFreeze()
    {
        // One row of cells that differ little: too small for the look at the content.
        Play(frame => DrawCode(new FrameCode(FrameCode.AnyRoom, frame), rows: 4));
        Assert.That(Freezes, Is.Zero);
    }

    [Test]
    public void Look_SameCodeAgainAndAgain_IsAFreeze()
    {
        Play(_ => DrawCode(new FrameCode(Room: 7, Frame: 12), rows: 4));
        Assert.That(Freezes, Is.EqualTo(1));
    }

    [Test]
    public void Look_StillPictureWithoutACode_IsNoFreezeWhileItIsSent()
    {
        Play(_ => { });
        Assert.That(Freezes, Is.Zero);
    }

    [Test]
    public void Look_PicturesStopComing_IsAFreeze()
    {
        Play(_ => { });
        Assert.That(rhythm.Freezes(At(Frames + 20)).Count, Is.EqualTo(1));
    }

    [Test]
    public void Look_PaintedRoomThatFreezes_IsAFreeze()
    {
        using var card = new TestCard(room: 3, "Xã Sơn Bình", 640, 360, seed: 1);
        Play(frame => picture.CopyFrom(card.Draw(Math.Min(frame, 20))));
        Assert.That(Freezes, Is.EqualTo(1));
        Assert.That(inspector.RoomsSeen, Is.EqualTo(1));
    }

    [Test]
    public void Look_BeforeItCounts_NotesNoLatency()
    {
        var later = new PictureRhythm(TimeSpan.FromMilliseconds(400));
        var inspected = new PictureInspector(later, new SentAt(At(0)));
        DrawCode(new FrameCode(Room: 7, Frame: 1), rows: 80);
        inspected.Look(picture.View, At(20), At(21));
        Assert.That((inspected.RoomsShown, inspected.PacketLatency.Summarize().Count), Is.EqualTo((1, 0L)), "rooms that join, and layouts that change, are not what is measured");
        later.Arm(At(22));
        DrawCode(new FrameCode(Room: 7, Frame: 2), rows: 80);
        inspected.Look(picture.View, At(28), At(29));
        Assert.That(inspected.PacketLatency.Summarize().Count, Is.EqualTo(1));
        Assert.That(inspected.PacketLatency.Summarize().P99.TotalMilliseconds, Is.EqualTo(1120).Within(70));
    }

    private int Freezes => rhythm.Freezes(At(Frames)).Count;

    private static Instant At(int frame) => Instant.FromMilliseconds(1_000_000 + (40 * frame));

    private void Play(Action<int> draw)
    {
        for (int frame = 0; frame < Frames; frame++)
        {
            draw(frame);
            inspector.Look(picture.View, Instant.Never, At(frame));
        }
    }

    // Between the rows that the look at the content samples (every tenth), and on one that the code reader does.
    private unsafe void DrawCode(FrameCode code, int rows)
    {
        using var drawn = new Picture(640, 360);
        code.Draw(drawn.View);
        int source = (int)(360 * (FrameCode.Rows.From + FrameCode.Rows.To) / 2);
        for (int y = 182; y < 182 + rows; y++)
        {
            new ReadOnlySpan<byte>(drawn.View.Y + (source * drawn.View.StrideY), 640).CopyTo(new Span<byte>(picture.View.Y + (y * picture.View.StrideY), 640));
        }
    }

    private sealed class SentAt(Instant at) : ISentFrames
    {
        Instant ISentFrames.SentAt(FrameCode code) => at;
    }

    private sealed class NeverSent : ISentFrames
    {
        public Instant SentAt(FrameCode code) => Instant.Distant;
    }
}
