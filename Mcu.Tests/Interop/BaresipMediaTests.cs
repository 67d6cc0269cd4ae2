using Mcu.Tests.Harness;

namespace Mcu.Tests.Interop;

/// <summary>Real rooms with different codecs see and hear one another.</summary>
[NonParallelizable]
public sealed class BaresipMediaTests
{
    [OneTimeSetUp]
    public void NeedPrograms() => Tools.Require("baresip", "ffmpeg");

    [Test]
    public void ThreeRooms_OverUdpAndTcpWithDifferentCodecs_SeeAndHearOneAnother()
    {
        using var node = new NodeProcess();
        using var opus = new BaresipProcess(Rooms.Red(";audio_codecs=opus/48000/2"), node.Address("khanh-hoa"));
        using var alaw = new BaresipProcess(Rooms.Lime(";audio_codecs=PCMA;video_codecs=H264"), node.Address(parameters: ";transport=tcp"));
        using var g722 = new BaresipProcess(Rooms.Blue(";audio_codecs=G722/16000/1;video_codecs=VP8"), node.Address());
        BaresipProcess[] all = [opus, alaw, g722];
        Rooms.AllSend(node, all);

        Assert.Multiple(() =>
        {
            Assert.That(CodecsOf(node, opus), Is.EqualTo("opus H264"));
            Assert.That(CodecsOf(node, alaw), Is.EqualTo("PCMA H264"));
            Assert.That(CodecsOf(node, g722), Is.EqualTo("G722 VP8"));
            Assert.That(opus.Log.Has("packetization-mode=1"), "a baresip that offers every codec offers mode 1 too");
            Assert.That(alaw.Log.Has("SIP/2.0/TCP"), "the room calls over TCP");
        });
        BaresipRoom[] rooms = [.. all.Select(room => room.Room)];
        Rooms.ShowsTiles("the node", node.Snapshot, 0.25, rooms);
        foreach (BaresipProcess room in all)
        {
            Rooms.ShowsTiles(room.Name, room.ReceivedPicture, 0.25, rooms);
            Rooms.HearsOthers(room, [.. rooms.Where(other => other != room.Room)]);
        }
    }

    private static string CodecsOf(NodeProcess node, BaresipProcess room) =>
        node.Site(room.Name) is { } site ? $"{site.AudioIn.Codec} {site.VideoIn.Codec}" : "";
}
