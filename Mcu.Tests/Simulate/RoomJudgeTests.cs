using Mcu.Core.Codecs;
using Mcu.Node.Simulate;

namespace Mcu.Tests.Simulate;

/// <summary>What passes and what fails.</summary>
public sealed class RoomJudgeTests
{
    private static readonly RoomPlan Room = new(0, "TP Nha Trang", AudioCodec.Opus, IsWatcher: false, Decodes: true);

    private static readonly RoomReport Good = new()
    {
        Room = Room,
        State = RoomState.Connected,
        Answered = TimeSpan.FromMilliseconds(10),
        FirstPacket = TimeSpan.FromMilliseconds(15),
        FirstPicture = TimeSpan.FromMilliseconds(60),
        FramesPerSecond = 25,
        LoudestDbfs = -20,
        TurnsExpected = 4,
        TurnsHeard = 4,
        OwnVoiceDb = -50,
    };

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return new TestCaseData(Good with { State = RoomState.Dropped }, RoomCheck.Joined);
        yield return new TestCaseData(Good with { State = RoomState.Failed, Answered = null }, RoomCheck.Joined);
        yield return new TestCaseData(Good with { LoudestDbfs = -127 }, RoomCheck.Sound);
        yield return new TestCaseData(Good with { TurnsHeard = 1 }, RoomCheck.OthersHeard);
        yield return new TestCaseData(Good with { OwnVoiceDb = -6 }, RoomCheck.OwnVoiceAbsent);
        yield return new TestCaseData(Good with { FirstPicture = null }, RoomCheck.Picture);
        yield return new TestCaseData(Good with { FramesPerSecond = 8 }, RoomCheck.FrameRate);
        yield return new TestCaseData(Good with { Freezes = 1 }, RoomCheck.Freezes);
        yield return new TestCaseData(Good with { Room = Good.Room with { Index = 1, HasSecondScreen = true } }, RoomCheck.Slides);
        yield return new TestCaseData(Good with { VideoLossPercent = 3 }, RoomCheck.Loss);
        yield return new TestCaseData(Good with { AudioLossPercent = 3 }, RoomCheck.Loss);
    }

    [Test]
    public void Judge_AllWell_Passes() => Assert.That(RoomJudge.Judge(Good, new CheckLimits(), 25), Is.Empty);

    [Test]
    public void Judge_NobodyElseSpoke_SilenceIsNoFault() => Assert.That(
        RoomJudge.Judge(Good with { TurnsExpected = 0, TurnsHeard = 0, LoudestDbfs = -127, OwnVoiceDb = null }, new CheckLimits(), 25), Is.Empty);

    [TestCaseSource(nameof(Faults))]
    public void Judge_OneFault_FailsThatCheckAlone(RoomReport report, RoomCheck expected) =>
        Assert.That(RoomJudge.Judge(report, new CheckLimits(), 25), Is.EqualTo((RoomCheck[])[expected]));
}
