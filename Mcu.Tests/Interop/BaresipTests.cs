using Mcu.Core.Mixing;
using Mcu.V1;
using SkiaSharp;

namespace Mcu.Tests.Interop;

/// <summary>Real rooms: baresip calls a real node, sees and hears the others, holds, resumes, hangs up.</summary>
[NonParallelizable]
public sealed class BaresipTests
{
    private static readonly SKColor Red = new(255, 0, 0), Lime = new(0, 255, 0), Blue = new(0, 0, 255);
    private PeerMedia media = null!;

    [OneTimeSetUp]
    public void MakeMedia()
    {
        Tools.Require("baresip", "ffmpeg");
        media = new PeerMedia();
    }

    [OneTimeTearDown]
    public void RemoveMedia() => media?.Dispose();

    [Test]
    public void ThreeRooms_UdpAndTcp_AllCodecs_SeeAndHearOneAnother()
    {
        using var node = new NodeProcess();
        using var opus = new Baresip("opus", media, "red", 500, ";audio_codecs=opus/48000/2", $"sip:khanh-hoa@127.0.0.1:{node.SipPort}");
        using var alaw = new Baresip("alaw", media, "lime", 800, ";audio_codecs=PCMA;video_codecs=H264", $"sip:1000@127.0.0.1:{node.SipPort};transport=tcp");
        using var g722 = new Baresip("g722", media, "blue", 1300, ";audio_codecs=G722/16000/1;video_codecs=VP8", $"sip:1000@127.0.0.1:{node.SipPort}");
        AllSend(node, 3);

        Assert.Multiple(() =>
        {
            Assert.That(node.Site("opus")!.AudioIn.Codec, Is.EqualTo("opus"));
            Assert.That(node.Site("alaw")!.AudioIn.Codec, Is.EqualTo("PCMA"));
            Assert.That(node.Site("g722")!.AudioIn.Codec, Is.EqualTo("G722"));
            Assert.That(node.Site("g722")!.VideoIn.Codec, Is.EqualTo("VP8"));
        });
        ShowsAll("the node", () => Snapshot(node));
        foreach (Baresip room in new[] { opus, alaw, g722 })
        {
            ShowsAll(room.Name, room.ReceivedPicture);
        }

        Hears(opus, [800, 1300], own: 500);
        Hears(alaw, [500, 1300], own: 800);
        Hears(g722, [500, 800], own: 1300);
    }

    [Test]
    public void Room_HoldsResumesMutesAndHangsUp_IsFollowed()
    {
        using var node = new NodeProcess();
        using var room = new Baresip("room", media, "red", 500, ";audio_codecs=opus/48000/2;video_codecs=H264", $"sip:1000@127.0.0.1:{node.SipPort}");
        AllSend(node, 1);

        room.Command("hold");
        Wait.Until(() => node.Site("room")!.State == SiteState.OnHold, "the site is on hold", () => node.Log);
        room.Command("resume");
        Wait.Until(() => node.Site("room")!.State == SiteState.Connected, "the site is back", () => node.Log);
        Wait.Until(() => node.Site("room")!.VideoIn.FrameRate > 15, "its picture is back", () => node.Log);

        room.Command("sndcode", "*");
        room.Command("sndcode", "6");
        Wait.Until(() => node.Site("room")!.SelfMuted, "*6 mutes the room", () => room.Log);
        room.Command("sndcode", "*");
        room.Command("sndcode", "1");
        Wait.Until(() => Floor(node).Queue.Count == 1, "*1 asks for the floor", () => room.Log);

        room.Command("hangup");
        Wait.Until(() => node.Site("room")!.State == SiteState.Disconnected, "BYE frees the site", () => node.Log);
        Assert.That(Floor(node).Queue, Is.Empty);
    }

    [Test]
    public void Node_CallsARoom_ThatAnswers()
    {
        using var node = new NodeProcess();
        using var room = new Baresip("room", media, "blue", 800, ";answermode=auto;audio_codecs=PCMU;video_codecs=H264");
        Wait.Until(() => room.HasLogged("ready"), "baresip is ready", () => room.Log);
        Site site = node.Conferences.CallSite(
            new CallSiteRequest { OpId = "1", Conference = "1000", Target = $"sip:room@127.0.0.1:{room.SipPort}", Name = "Xã Sơn Bình" },
            deadline: NodeProcess.Soon());
        Assert.That(site.State, Is.EqualTo(SiteState.Connected));
        Wait.Until(() => node.Site("Xã Sơn Bình")!.VideoIn is { FrameRate: > 15 }, "its picture comes", () => node.Log);
        node.Conferences.Drop(new DropRequest { OpId = "2", Conference = "1000", Site = "Xã Sơn Bình" }, deadline: NodeProcess.Soon());
        Wait.Until(() => room.HasLogged("BYE sip:"), "the room is told BYE", () => room.Log);
    }

    [Test]
    public void Node_StopsOnSigterm_SaysByeToRooms()
    {
        using var node = new NodeProcess();
        using var room = new Baresip("room", media, "red", 500, ";audio_codecs=PCMA;video_codecs=H264", $"sip:1000@127.0.0.1:{node.SipPort}");
        AllSend(node, 1);
        Assert.That(node.Stop(), Is.Zero, node.Log);
        Wait.Until(() => room.HasLogged("BYE sip:"), "the room is told BYE", () => room.Log);
    }

    private static Floor Floor(NodeProcess node) =>
        node.Conferences.FloorQueue(new FloorQueueRequest { Conference = "1000" }, deadline: NodeProcess.Soon());

    private static byte[] Snapshot(NodeProcess node) =>
        node.Conferences.Snapshot(new SnapshotRequest { Conference = "1000" }, deadline: NodeProcess.Soon()).Png.ToByteArray();

    private static void AllSend(NodeProcess node, int rooms) => Wait.Until(
        () => node.Sites.Count(site => site is { State: SiteState.Connected, VideoIn.FrameRate: > 15, AudioIn.BitrateKbps: > 5 }) == rooms,
        $"{rooms} rooms send sound and picture",
        () => $"{string.Join('\n', node.Sites)}\n{node.Log}");

    private static void ShowsAll(string who, Func<byte[]> look)
    {
        int[] fields = [0, 0, 0];
        Wait.Until(
            () =>
            {
                using var seen = new SeenPicture(look());
                fields = [seen.FieldsOf(Red), seen.FieldsOf(Lime), seen.FieldsOf(Blue)];
                int tile = seen.Width * seen.Height / 256 / 4;
                return fields.All(count => count > tile * 0.6);
            },
            $"{who} sees three tiles of three colors",
            () => string.Join(' ', fields));
    }

    private static void Hears(Baresip room, int[] others, int own)
    {
        float LevelOf(int hertz)
        {
            (float[] sound, int rate) = room.ReceivedSound();
            var detector = new GoertzelDetector(hertz * 48000.0 / rate); // which takes all sound for 48 kHz
            detector.Add(sound.AsSpan(Math.Max(0, sound.Length - (2 * rate))));
            return detector.LevelDbfs;
        }

        foreach (int hertz in others)
        {
            Wait.Until(() => LevelOf(hertz) > -40, $"{room.Name} hears {hertz} Hz", () => $"{LevelOf(hertz)} dBFS");
        }

        Assert.That(LevelOf(own), Is.LessThan(-55), $"{room.Name} hears itself");
    }
}
