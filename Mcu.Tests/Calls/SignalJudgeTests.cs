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

    [Test]
    public void Judge_BackFromHold_IsGivenTimeAnew() =>
        Assert.That(Judge.Judge(new MediaSigns(At(100), At(1), At(1), At(1)), At(102)), Is.EqualTo(SignalVerdict.Present));

    private static MediaSigns Signs(double? packet = null, double? report = null, double? picture = null) => new(
        At(0), At(packet), At(report), picture is null ? null : At(picture));

    private static Instant At(double? seconds) => seconds is { } at ? Instant.FromMilliseconds((long)(at * 1000)) : Instant.Distant;
}
