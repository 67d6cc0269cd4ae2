using Mcu.Core.Time;
using Mcu.Node.Calls;

namespace Mcu.Tests.Calls;

public sealed class SignalJudgeTests
{
    private static readonly SignalJudge Judge = new(TimeSpan.FromSeconds(30));

    [TestCase(1, 29, SignalVerdict.Lost)]
    [TestCase(1, 31.1, SignalVerdict.Gone)]
    public void Judge_NoPacketsAndNoReports_IsLostThenGone(double heardAt, double now, SignalVerdict verdict) =>
        Assert.That(Judge.Judge(Signs(packet: heardAt), At(now)), Is.EqualTo(verdict));

    [TestCase(40, SignalVerdict.Lost)]
    [TestCase(65.1, SignalVerdict.Gone)]
    public void Judge_ReportsGoOnAfterTheLastPacket_IsGoneOnlyWhenTheyEnd(double now, SignalVerdict verdict) =>
        Assert.That(Judge.Judge(Signs(packet: 1, report: 35, picture: 1), At(now)), Is.EqualTo(verdict));

    [TestCase(29)]
    [TestCase(3.5)]
    public void Judge_NothingEverCame_HasLostNothing(double now) =>
        Assert.That(Judge.Judge(Signs(), At(now)), Is.EqualTo(SignalVerdict.Present));

    [TestCase(20, 25, SignalVerdict.Present)]
    [TestCase(20, 33, SignalVerdict.Lost)]
    [TestCase(null, 5, SignalVerdict.Lost)]
    public void Judge_SoundStopsWithoutAPicture_IsLostWhenReportsEndToo(double? report, double now, SignalVerdict verdict) =>
        Assert.That(Judge.Judge(Signs(packet: 1, report: report), At(now)), Is.EqualTo(verdict));

    [Test]
    public void Judge_PictureStopsAndSoundGoesOn_IsLost() =>
        Assert.That(Judge.Judge(Signs(packet: 10, report: 10, picture: 6), At(10)), Is.EqualTo(SignalVerdict.Lost));

    [Test]
    public void Judge_BackFromHold_IsGivenTimeAnew() =>
        Assert.That(Judge.Judge(new MediaSigns(At(100), At(1), At(1), At(1)), At(102)), Is.EqualTo(SignalVerdict.Present));

    private static MediaSigns Signs(double? packet = null, double? report = null, double? picture = null) => new(
        At(0), At(packet), At(report), picture is null ? null : At(picture));

    private static Instant At(double? seconds) => seconds is { } at ? Instant.FromMilliseconds((long)(at * 1000)) : Instant.Distant;
}
