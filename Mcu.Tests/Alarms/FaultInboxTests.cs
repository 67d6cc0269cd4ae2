using Mcu.Core.Codecs;
using Mcu.Node.Alarms;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Alarms;

public sealed class FaultInboxTests
{
    [Test]
    public void OnFault_OfAnyKind_IsPassedOnAndBecomesASign()
    {
        var observer = new RecordingObserver();
        var inbox = new FaultInbox(observer);
        inbox.OnFault("audio", new InvalidOperationException("oh"), TimeSpan.Zero);
        inbox.OnFault("video:a", new CodecException("no x264"), TimeSpan.Zero);
        List<AlarmSign> signs = [];
        inbox.DrainTo(signs);
        Assert.That(observer.Faults, Has.Count.EqualTo(2));
        Assert.That(
            signs.Select(sign => (sign.Kind, sign.Subject, sign.Details[0])),
            Is.EqualTo(new[] { (AlarmKind.LoopFailed, "audio", ("cause", "oh")), (AlarmKind.CodecFailed, "video:a", ("cause", "no x264")) }));
    }

    [Test]
    public void OnFault_MoreThanAnybodyReads_IsBounded()
    {
        var inbox = new FaultInbox(new RecordingObserver());
        for (int i = 0; i < 10_000; i++)
        {
            inbox.OnFault("audio", new InvalidOperationException("oh"), TimeSpan.Zero);
        }

        List<AlarmSign> signs = [];
        inbox.DrainTo(signs);
        Assert.That(signs, Has.Count.EqualTo(256));
    }
}
