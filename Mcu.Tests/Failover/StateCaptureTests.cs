using Google.Protobuf;
using Mcu.Cascade.Replication;
using Mcu.Node.Failover;
using Mcu.V1;

namespace Mcu.Tests.Failover;

internal sealed class StateCaptureTests
{
    private static readonly RecordKey Call = new(ReplicatedKinds.Dialog, "call tag"), Meeting = new(ReplicatedKinds.Conference, "giao-ban");

    [Test]
    public void Next_InheritedCallIsNotHereYet_IsNotTakenBack()
    {
        StateCapture capture = Begun();
        Assert.That(capture.Next(), Is.Null, "who fails now leaves the call to the next");
    }

    [Test]
    public void Next_InheritedCallNeverCame_IsTakenBackOnceCallsAreTakenOver()
    {
        StateCapture capture = Begun();
        capture.Settle();
        Assert.That(capture.Next()!.Removes.Select(removed => removed.Key), Is.EqualTo(new[] { Call.Key }));
        Assert.That(capture.Next(), Is.Null);
    }

    private static StateCapture Begun()
    {
        var record = new ConferenceRecord { Name = "giao-ban" };
        var capture = new StateCapture(() => [(Meeting, record)]);
        capture.Begin([(Meeting, record.ToByteString()), (Call, new DialogRecord { Site = "tinh" }.ToByteString())]);
        return capture;
    }
}
