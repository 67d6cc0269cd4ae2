using Mcu.Core.Mixing;
using Mcu.V1;
using SkiaSharp;

namespace Mcu.Tests.Interop;

/// <summary>Real rooms: baresip calls a real node, sees and hears the others, holds, resumes, hangs up.</summary>
[NonParallelizable]
public sealed class BaresipTests
{
    private const string Opus = ";audio_codecs=opus/48000/2", G722 = ";audio_codecs=G722/16000/1", Alaw = ";audio_codecs=PCMA", Ulaw = ";audio_codecs=PCMU";

    // baresip knows H.264 by mode 0 first; left to itself it offers both modes, and the node takes mode 1.
    private const string H264Mode1 = "", H264Mode0 = ";video_codecs=H264", Vp8 = ";video_codecs=VP8";

    private static readonly RoomContent First = new(new SKColor(255, 0, 0), new SKColor(0, 0, 255), 500);
    private static readonly RoomContent Second = new(new SKColor(0, 255, 0), new SKColor(255, 0, 255), 800);
    private static readonly RoomContent Third = new(new SKColor(0, 255, 255), new SKColor(255, 255, 0), 1300);
    private PeerMedia media = null!;

    [OneTimeSetUp]
    public void MakeMedia()
    {
        Tools.Require("baresip", "ffmpeg");
        media = new PeerMedia();
    }

    [OneTimeTearDown]
    public void RemoveMedia() => media?.Dispose();

    [TestCase(H264Mode1, H264Mode0, Vp8, "udp", "tcp", "udp")]
    [TestCase(Vp8, H264Mode1, H264Mode0, "tcp", "udp", "tcp")]
    public void ThreeRooms_OfAllKinds_SeeHearAndLeaveOneAnother(string opusVideo, string alawVideo, string g722Video, string opusBy, string alawBy, string g722By)
    {
        using var node = new NodeProcess();
        Bind(node, "opus", "alaw", "g722");
        using Baresip opus = Room(node, "opus", First, Opus + opusVideo, opusBy);
        using Baresip alaw = Room(node, "alaw", Second, Alaw + alawVideo, alawBy);
        using Baresip g722 = Room(node, "g722", Third, G722 + g722Video, g722By);
        Baresip[] rooms = [opus, alaw, g722];
        AllSend(node, rooms);

        Assert.Multiple(() =>
        {
            Agreed(node, opus, "opus", opusVideo);
            Agreed(node, alaw, "PCMA", alawVideo);
            Agreed(node, g722, "G722", g722Video);
        });
        Shows("the node", () => Snapshot(node), rooms);
        foreach (Baresip room in rooms)
        {
            Shows(room.Name, room.ReceivedPicture, rooms);
        }

        foreach (Baresip room in rooms)
        {
            Hears(room, rooms.Except([room]));
        }

        Assert.That(node.OpenMediaPorts, Is.EqualTo(12), "sound and picture, each with RTCP, of three rooms");
        Array.ForEach(rooms, room => room.Command("hangup"));
        AllGone(node);
    }

    [TestCase("srtp-mand", "srtp-mand", "required")]
    [TestCase("srtp", "srtp-mandf", "optional")]
    public void TwoRooms_Encrypted_SeeAndHearOneAnother(string first, string second, string policy)
    {
        using var node = new NodeProcess(mediaKeys: $"srtp: {policy}");
        Bind(node, "first", "second");
        using Baresip one = Room(node, "first", First, $"{Opus}{H264Mode1};mediaenc={first}", "udp");
        using Baresip two = Room(node, "second", Second, $"{Alaw}{H264Mode0};mediaenc={second}", "tcp");
        AllSend(node, one, two);
        Assert.That(node.Sites.Select(site => site.SrtpSuite), Is.All.Not.Empty, () => one.Log);
        Shows("the first", one.ReceivedPicture, one, two);
        Shows("the second", two.ReceivedPicture, one, two);
        Hears(one, [two]);
        Hears(two, [one]);
        one.Command("hold");
        Wait.Until(() => node.Site("first")!.State == SiteState.OnHold, "the site is on hold", () => one.Log);
        one.Command("resume");
        Wait.Until(
            () => node.Site("first")! is { State: SiteState.Connected, VideoIn.FrameRate: > 15, AudioIn.BitrateKbps: > 5 },
            "the site is back under its keys",
            () => $"{node.Site("first")}\n{one.Log}");
        Shows("the first", one.ReceivedPicture, one, two);
        one.Command("hangup");
        two.Command("hangup");
        AllGone(node);
    }

    [Test]
    public void Room_InTheClearWhereSrtpIsRequired_IsRefusedWithAWarning()
    {
        using var node = new NodeProcess(conferenceKeys: "srtp: required");
        using Baresip room = Room(node, "room", First, Alaw + H264Mode0, "udp");
        Wait.Until(() => room.HasLogged("Warning: 302") && room.HasLogged("488"), "the room is refused", () => room.Log);
        Assert.That(room.HasLogged("this conference requires SRTP"), room.Log);
    }

    [TestCase("srtp", "optional")]
    [TestCase("srtp-mand", "optional")]
    [TestCase("srtp-mand", "required")]
    public void Node_CallsARoomThatEncrypts_BothWays(string mediaenc, string policy)
    {
        using var node = new NodeProcess(mediaKeys: $"srtp: {policy}");
        Bind(node, "room", "other");
        using var room = new Baresip("room", media, Third, $";answermode=auto{Ulaw}{H264Mode0};mediaenc={mediaenc}");
        using Baresip other = Room(node, "other", Second, $"{Alaw}{H264Mode0};mediaenc=srtp-mand", "udp");
        Wait.Until(() => room.HasLogged("ready"), "baresip is ready", () => room.Log);
        Site site = node.Conferences.CallSite(
            new CallSiteRequest { OpId = "1", Conference = "1000", Target = $"sip:room@127.0.0.1:{room.SipPort}" }, deadline: NodeProcess.Soon());
        Assert.That((site.State, site.SrtpSuite), Is.Not.EqualTo((SiteState.Connected, "")), room.Log);
        AllSend(node, room, other);
        Shows("the room", room.ReceivedPicture, room, other);
        Hears(room, [other]);
        Hears(other, [room]);
    }

    [Test]
    public void Room_HoldsAndResumes_IsSentNothingMeanwhile()
    {
        using var node = new NodeProcess();
        Bind(node, "room", "other");
        using Baresip room = Room(node, "room", First, Opus + H264Mode0, "udp");
        using Baresip other = Room(node, "other", Second, Alaw + H264Mode0, "udp");
        AllSend(node, room, other);
        Hears(room, [other]);

        room.Command("hold");
        Wait.Until(
            () => node.Site("room")! is { State: SiteState.OnHold, AudioOut.BitrateKbps: 0, VideoOut.BitrateKbps: 0 },
            "the site is on hold and gets nothing",
            () => $"{node.Site("room")}\n{room.Log}");
        Assert.That(room.HasLogged("a=recvonly"), "the node answers the hold with recvonly");
        Assert.That(node.Site("other")!.State, Is.EqualTo(SiteState.Connected));

        // baresip 1.0.0 writes no more sound after a hold, also against itself: that some comes is measured at the node.
        Bind(node, "other", "room");
        room.Command("resume");
        Wait.Until(
            () => node.Site("room")! is { State: SiteState.Connected, VideoIn.FrameRate: > 15, AudioIn.BitrateKbps: > 5, AudioOut.BitrateKbps: > 5, VideoOut.FrameRate: > 10 },
            "the site is back, both ways",
            () => $"{node.Site("room")}\n{room.Log}");
        Hears(other, [room]);
        Shows("the room", room.ReceivedPicture, other, room);
        Shows("the other", other.ReceivedPicture, other, room);
        room.Command("hangup");
        other.Command("hangup");
        AllGone(node);
    }

    [Test]
    public void Room_PressesKeys_IsMutedAndQueues()
    {
        using var node = new NodeProcess();
        using Baresip room = Room(node, "room", First, Opus + H264Mode0, "udp");
        AllSend(node, room);
        room.Command("sndcode", "*");
        room.Command("sndcode", "6");
        Wait.Until(() => node.Site("room")!.SelfMuted, "*6 mutes the room", () => room.Log);
        room.Command("sndcode", "*");
        room.Command("sndcode", "1");
        Wait.Until(() => Floor(node).Queue.Count == 1, "*1 asks for the floor", () => room.Log);

        room.Command("hangup");
        AllGone(node);
        Assert.That(Floor(node).Queue, Is.Empty);
    }

    [Test]
    public void Node_CallsARoom_ThatAnswers()
    {
        using var node = new NodeProcess();
        using var room = new Baresip("room", media, Third, $";answermode=auto{Ulaw}{H264Mode0}");
        Wait.Until(() => room.HasLogged("ready"), "baresip is ready", () => room.Log);
        Site site = node.Conferences.CallSite(
            new CallSiteRequest { OpId = "1", Conference = "1000", Target = $"sip:room@127.0.0.1:{room.SipPort}", Name = "Xã Sơn Bình" },
            deadline: NodeProcess.Soon());
        Assert.That(site.State, Is.EqualTo(SiteState.Connected));
        Wait.Until(() => node.Site("Xã Sơn Bình")!.VideoIn is { FrameRate: > 15 }, "its picture comes", () => node.Log);
        node.Conferences.Drop(new DropRequest { OpId = "2", Conference = "1000", Site = "Xã Sơn Bình" }, deadline: NodeProcess.Soon());
        Wait.Until(() => room.HasLogged("BYE sip:"), "the room is told BYE", () => room.Log);
        AllGone(node);
    }

    [Test]
    public void Node_StopsOnSigterm_SaysByeToRooms()
    {
        using var node = new NodeProcess();
        using Baresip room = Room(node, "room", First, Alaw + H264Mode0, "udp");
        AllSend(node, room);
        Assert.That(node.Stop(), Is.Zero, node.Log);
        Wait.Until(() => room.HasLogged("BYE sip:"), "the room is told BYE", () => room.Log);
    }

    private Baresip Room(NodeProcess node, string name, RoomContent content, string account, string transport) =>
        new(name, media, content, account, $"sip:1000@127.0.0.1:{node.SipPort};transport={transport}");

    // The first tiles of two by two belong to these sites, in this order; the next one to nobody who comes.
    private static void Bind(NodeProcess node, params string[] sites) => node.Conferences.SetLayout(
        new SetLayoutRequest { OpId = string.Join('-', sites), Conference = "1000", Layout = new Layout { Kind = LayoutKind.Panes, Panes = { sites, "vắng" } } },
        deadline: NodeProcess.Soon());

    private static Floor Floor(NodeProcess node) =>
        node.Conferences.FloorQueue(new FloorQueueRequest { Conference = "1000" }, deadline: NodeProcess.Soon());

    private static byte[] Snapshot(NodeProcess node) =>
        node.Conferences.Snapshot(new SnapshotRequest { Conference = "1000" }, deadline: NodeProcess.Soon()).Png.ToByteArray();

    private static void AllSend(NodeProcess node, params Baresip[] rooms) => Array.ForEach(rooms, room => Wait.Until(
        () => node.Site(room.Name) is { State: SiteState.Connected, VideoIn.FrameRate: > 15, AudioIn.BitrateKbps: > 5 },
        $"{room.Name} sends sound and picture",
        () => $"{string.Join('\n', node.Sites)}\n{node.Log}\n{room.Log}"));

    private static void AllGone(NodeProcess node) => Wait.Until(
        () => node.OpenMediaPorts == 0 && node.Sites.All(site => site.State is SiteState.Disconnected or SiteState.Expected),
        "BYE frees everything",
        () => $"{node.OpenMediaPorts} ports\n{string.Join('\n', node.Sites)}\n{node.Log}");

    private static void Agreed(NodeProcess node, Baresip room, string audio, string video)
    {
        Site site = node.Site(room.Name)!;
        Assert.That((site.AudioIn.Codec, site.AudioOut.Codec), Is.EqualTo((audio, audio)));
        Assert.That((site.VideoIn.Codec, site.VideoOut.Codec), Is.EqualTo(video == Vp8 ? ("VP8", "VP8") : ("H264", "H264")));
        if (video != Vp8)
        {
            string mode = video == H264Mode0 ? "packetization-mode=0" : "packetization-mode=1";
            Assert.That(room.HasLogged(mode, "max-mbps"), $"the node's answer to {room.Name} has {mode}\n{room.Log}"); // baresip writes no max-mbps
        }
    }

    // Each room in its own tile, in the order in which they were bound.
    private static void Shows(string who, Func<byte[]> look, params Baresip[] rooms)
    {
        string seen = "";
        Wait.Until(
            () =>
            {
                using var picture = new SeenPicture(look());
                seen = string.Join(' ', rooms.Select((_, tile) => picture.Describe(tile, columns: 2)));
                return rooms.Select((room, tile) => picture.Shows(room.Content, tile, columns: 2)).All(right => right);
            },
            $"{who} sees each room in its tile",
            () => seen);
    }

    private static void Hears(Baresip room, IEnumerable<Baresip> others)
    {
        foreach (Baresip other in others)
        {
            Wait.Until(() => LevelOf(room, other.Content.Hertz) > -35, $"{room.Name} hears {other.Name}", () => $"{LevelOf(room, other.Content.Hertz)} dBFS");
        }

        Assert.That(LevelOf(room, room.Content.Hertz), Is.LessThan(-50), $"{room.Name} hears itself");
    }

    // In the last two seconds that the room received, the median of windows, dBFS. Windows are short enough to bear the node's
    // correction of clock drift, which moves a tone by some hertz.
    internal static float LevelOf(Baresip room, int hertz)
    {
        (float[] sound, int rate) = room.ReceivedSound();
        int window = rate / 10;
        var detector = new GoertzelDetector(hertz * 48000.0 / rate, window); // which takes all sound for 48 kHz
        List<float> levels = [];
        for (int at = Math.Max(0, sound.Length - (20 * window)); at + window <= sound.Length; at += window)
        {
            detector.Add(sound.AsSpan(at, window));
            levels.Add(detector.LevelDbfs);
        }

        levels.Sort();
        return levels.Count == 0 ? float.NegativeInfinity : levels[levels.Count / 2];
    }
}
