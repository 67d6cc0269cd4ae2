using Mcu.Tests.Harness;
using Mcu.V1;

namespace Mcu.Tests.Interop;

/// <summary>A real room's call from its beginning to its end: hold, keys, BYE, the node's own goodbye.</summary>
[NonParallelizable]
public sealed class BaresipCallTests
{
    [OneTimeSetUp]
    public void NeedPrograms() => Tools.Require("baresip", "ffmpeg");

    [Test]
    public void Hold_ARoom_IsNeitherHeardNorToldAnything_UntilItResumes()
    {
        using var node = new NodeProcess();
        using var held = new BaresipProcess(Rooms.Red(";audio_codecs=opus/48000/2;video_codecs=H264"), node.Address());
        using var other = new BaresipProcess(Rooms.Blue(";audio_codecs=PCMA;video_codecs=H264"), node.Address());
        Rooms.AllSend(node, held, other);
        Rooms.Hears(other, held.Room);
        Rooms.Hears(held, other.Room);

        held.Command("hold");
        Wait.Until(() => node.Site(held.Name)!.State == SiteState.OnHold, "the site is on hold", node.ToString);
        Assert.That(held.Log.Has("a=sendonly") && held.Log.Has("a=recvonly"), $"the offer is sendonly and the answer recvonly\n{held}");
        Wait.Until(() => other.ReceivedSound().Last(2).LoudestDbfs(held.Room.Hertz) < -60, "the held room is not heard", other.ToString);
        Wait.Until(() => node.Site(held.Name) is { AudioOut: null or { BitrateKbps: < 1 } }, "it is sent no sound", node.ToString);

        held.Command("resume");
        Rooms.AllSend(node, held, other);
        Rooms.Hears(other, held.Room);
        Rooms.Hears(held, other.Room);
        Rooms.ShowsTiles("the other room", other.ReceivedPicture, 0.5 * 0.9, held.Room, other.Room);
        Rooms.ShowsTiles("the room that was held", held.ReceivedPicture, 0.5 * 0.9, held.Room, other.Room);
    }

    [Test]
    public void Keys_ThatARoomPresses_MuteItAndAskForTheFloor()
    {
        using var node = new NodeProcess();
        using var room = new BaresipProcess(Rooms.Red(";audio_codecs=opus/48000/2;video_codecs=H264"), node.Address());
        Rooms.AllSend(node, room);

        Press(room, "*6");
        Wait.Until(() => node.Site(room.Name)!.SelfMuted, "*6 mutes the room", room.ToString);
        Press(room, "*6");
        Wait.Until(() => !node.Site(room.Name)!.SelfMuted, "*6 unmutes it", room.ToString);
        Press(room, "*1");
        Wait.Until(() => FloorOf(node).Queue.Count == 1, "*1 asks for the floor", room.ToString);
        Assert.That(FloorOf(node).Queue[0].Site, Is.EqualTo(room.Name));
    }

    [Test]
    public void Bye_FromTheRooms_FreesEverything()
    {
        using var node = new NodeProcess();
        int socketsBefore = node.OpenSockets;
        using var red = new BaresipProcess(Rooms.Red(";audio_codecs=opus/48000/2;video_codecs=H264"), node.Address());
        using var blue = new BaresipProcess(Rooms.Blue(";audio_codecs=PCMA;video_codecs=VP8"), node.Address());
        Rooms.AllSend(node, red, blue);
        Assert.That(node.OpenSockets, Is.GreaterThanOrEqualTo(socketsBefore + 8), "RTP and RTCP of sound and picture of two rooms");
        Press(red, "*1");
        Wait.Until(() => FloorOf(node).Queue.Count == 1, "the room asks for the floor", red.ToString);

        red.Command("hangup");
        blue.Command("hangup");
        Wait.Until(() => node.Sites.All(site => site.State == SiteState.Disconnected), "the sites are gone", node.ToString);
        Wait.Until(() => node.OpenSockets <= socketsBefore, "the media's sockets are closed", node.ToString);
        Assert.Multiple(() =>
        {
            Assert.That(FloorOf(node).Queue, Is.Empty);
            Assert.That(node.Node.Info(new NodeInfoRequest(), deadline: NodeProcess.Soon).ConnectedSites, Is.Zero);
        });
    }

    [Test]
    public void Sigterm_ToTheNode_EndsCallsWithBye()
    {
        using var node = new NodeProcess();
        using var room = new BaresipProcess(Rooms.Red(";audio_codecs=PCMA;video_codecs=H264"), node.Address());
        Rooms.AllSend(node, room);
        Assert.That(node.Stop(), Is.Zero, node.Log.ToString());
        Wait.Until(() => room.Log.Has("BYE sip:"), "the room is told BYE", room.ToString);
    }

    private static void Press(BaresipProcess room, string keys)
    {
        foreach (char key in keys)
        {
            room.Command("sndcode", key.ToString());
        }
    }

    private static Floor FloorOf(NodeProcess node) =>
        node.Conferences.FloorQueue(new FloorQueueRequest { Conference = NodeProcess.Number }, deadline: NodeProcess.Soon);
}
