using Grpc.Core;
using Mcu.Tests.Harness;
using Mcu.V1;

namespace Mcu.Tests.Interop;

/// <summary>The node calls a real room.</summary>
[NonParallelizable]
public sealed class BaresipDialOutTests
{
    [OneTimeSetUp]
    public void NeedPrograms() => Tools.Require("baresip", "ffmpeg");

    [Test]
    public void CallSite_ARoomThatAnswers_IsConnectedUntilItIsDropped()
    {
        using var node = new NodeProcess();
        using var room = new BaresipProcess(Rooms.Blue(";answermode=auto;audio_codecs=PCMU;video_codecs=H264"));
        Site site = Call(node, room, "Xã Sơn Bình");
        Assert.That(site.State, Is.EqualTo(SiteState.Connected));
        Wait.Until(() => Rooms.Sends(node.Site("Xã Sơn Bình")), "its sound and picture come", () => $"{node}\n{room}");
        Assert.That(node.Site("Xã Sơn Bình")!.Direction, Is.EqualTo(SiteDirection.DialedOut));
        Rooms.ShowsTiles("the room", room.ReceivedPicture, 0.9, room.Room);

        node.Conferences.Drop(
            new DropRequest { OpId = node.NextAct(), Conference = NodeProcess.Number, Site = "Xã Sơn Bình" }, deadline: NodeProcess.Soon);
        Wait.Until(() => room.Log.Has("BYE sip:"), "the room is told BYE", room.ToString);
    }

    [Test]
    public void CallSite_ARoomThatIsCalledAndHangsUp_SaysSo()
    {
        using var node = new NodeProcess();
        using var room = new BaresipProcess(Rooms.Blue(";answermode=manual;audio_codecs=PCMU;video_codecs=H264"));
        Task<RpcException> refused = Task.Run(() => Assert.Throws<RpcException>(() => Call(node, room, "room"))!);
        Wait.Until(() => room.Log.Has("INVITE sip:"), "the room is called", room.ToString);
        Wait.Until(() => node.Site("room")?.State == SiteState.Ringing, "it rings", () => $"{node}\n{room}");
        room.Command("hangup");
        Assert.That(refused.Wait(TimeSpan.FromSeconds(10)), $"the operator is told\n{room}");
        Assert.That(node.Site("room")!.State, Is.EqualTo(SiteState.Disconnected));
    }

    private static Site Call(NodeProcess node, BaresipProcess room, string name) => node.Conferences.CallSite(
        new CallSiteRequest { OpId = node.NextAct(), Conference = NodeProcess.Number, Target = room.Address, Name = name },
        deadline: NodeProcess.Soon);
}
