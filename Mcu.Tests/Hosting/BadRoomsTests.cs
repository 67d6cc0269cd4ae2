using System.Net;
using System.Net.Sockets;
using Mcu.Core.Composing;
using Mcu.Node.Control;
using Mcu.Node.Media;
using Mcu.Tests.Codecs;
using Mcu.Tests.Packetizing;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Hosting;

/// <summary>A room, or a stranger, that misbehaves in its media, beside two rooms that do not: those notice nothing.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BadRoomsTests
{
    private const int TwoSeconds = 50;
    private const string Bad = "hon-mun";
    private static readonly byte[][] Bomb = [[.. SequenceParameterSets.Make(1024, 1024), .. TestNals.Stream(TestNals.Pps, TestNals.Slice(isIdr: true, 3000))]];
    private static readonly IPAddress Elsewhere = IPAddress.Parse("127.0.0.9");
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(4);

    [Test]
    public async Task Room_ThatFloodsFiftyfold_IsHeldBackAlone()
    {
        await using var meeting = new Meeting();
        using var flooding = new SipRoom(Bad);
        meeting.Join(flooding);
        flooding.Haste = 50;

        meeting.Run(TwoSeconds, flooding);

        meeting.AssertUndisturbed();
        Assert.That(meeting.LegOf(flooding).AudioSockets!.Refused, Is.GreaterThan(1000), "the flood was one");
        Assert.That(meeting.Node.Engine.Receive.PoolExhausted, Is.Zero);
        Assert.That(meeting.Node.Engine.PacketsInUse, Is.LessThan(Meeting.UsualPackets));
        flooding.Hangup();
        meeting.AssertOnlyTwo(flooding);
    }

    [Test]
    public async Task Room_ThatSendsGarbage_CostsItsOwnTileOnly()
    {
        await using var meeting = new Meeting();
        using var babbling = new SipRoom(Bad);
        meeting.Join(babbling);
        var garbage = new Garbage(2);

        meeting.Run(TwoSeconds, () => Babble(garbage, babbling), babbling);

        meeting.AssertUndisturbed();
        MediaLeg leg = meeting.LegOf(babbling);
        Assert.That(leg.AudioSockets!.Refused, Is.Positive);
        Assert.That(leg.VideoSockets!.Refused, Is.Positive);
        babbling.Hangup();
        meeting.AssertOnlyTwo(babbling);
    }

    [Test]
    public async Task Stranger_WhoFloodsARoomsPorts_DoesNotTakeItsPlace()
    {
        await using var meeting = new Meeting();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(Elsewhere, 0));
        MediaLeg leg = meeting.LegOf(meeting.First);
        (int Sound, int Picture) sent = meeting.First.Sent;
        (long sound, long picture) = (leg.Audio!.Receive.Packets, leg.Video!.Receive.Packets);

        ushort sequence = 0;
        meeting.Run(TwoSeconds, () => Impersonate(meeting.First, socket, ref sequence));

        meeting.AssertUndisturbed();
        Assert.That(leg.AudioSockets!.Refused, Is.GreaterThan(1000));
        Assert.That(leg.VideoSockets!.Refused, Is.GreaterThan(1000));
        meeting.First.Voice.IsOn = meeting.First.Camera.IsOn = false;
        sent = (meeting.First.Sent.Sound - sent.Sound, meeting.First.Sent.Picture - sent.Picture);
        meeting.Until(() => leg.Audio.Receive.Packets - sound >= sent.Sound && leg.Video.Receive.Packets - picture >= sent.Picture, "all that the room sent is taken");
    }

    [Test]
    public async Task Room_WhosePictureIs16384Wide_IsShownWithoutAPicture()
    {
        await using var meeting = new Meeting();
        long before = ProcessMemory.ResidentBytes();
        using var bomber = new SipRoom(Bad) { Camera = { Clip = Bomb } };
        meeting.Join(bomber);
        meeting.Forget();

        meeting.Until(() => meeting.Panes()[Bad] == PaneStatus.NoPicture, "its tile says so", bomber);

        meeting.AssertUndisturbed();
        MediaLeg leg = meeting.LegOf(bomber);
        Assert.That((leg.Video!.Receive.Units, leg.Video.Receive.Size), Is.EqualTo((0, (0, 0))));
        Assert.That(leg.Video.KeyFrameRequests, Is.LessThan(15), "it is asked for a better one, now and then");
        Assert.That(ProcessMemory.ResidentBytes() - before, Is.LessThan(150_000_000), "such a picture has 400 MB");
        Assert.That(meeting.Site(Bad).State, Is.EqualTo(SiteState.Connected), "it is heard");
    }

    [Test]
    public async Task Room_WhosePictureGrowsTo16384InMidCall_LosesItsTileUntilItShrinks()
    {
        await using var meeting = new Meeting();
        using var bomber = new SipRoom(Bad);
        IReadOnlyList<byte[]> good = bomber.Camera.Clip!;
        meeting.Join(bomber);
        meeting.Until(() => meeting.Panes()[Bad] == PaneStatus.Live, "it is seen", bomber);
        meeting.Forget();

        bomber.Camera.Clip = Bomb;
        meeting.Until(() => meeting.Panes()[Bad] == PaneStatus.SignalLost, "its tile says so", bomber);
        bomber.Camera.Clip = good;
        meeting.Until(() => meeting.Panes()[Bad] == PaneStatus.Live, "it is seen again", bomber);

        meeting.AssertUndisturbed();
    }

    [Test]
    public async Task Rooms_FrozenOrGone_AreShownAsLostThenHungUp()
    {
        await using var meeting = new Meeting(ShortTimeout);
        using var frozen = new SipRoom(Bad);
        using var gone = new SipRoom("hon-tam");
        SipRoom[] bad = [frozen, gone];
        Array.ForEach(bad, room => meeting.Join(room, bad));
        meeting.Until(() => Array.TrueForAll(bad, room => meeting.Panes()[room.Name] == PaneStatus.Live), "they are seen", bad);
        meeting.Forget();

        frozen.Voice.IsOn = frozen.Camera.IsOn = frozen.Listens = false;
        gone.Dispose();

        meeting.Until(() => Array.TrueForAll(bad, room => meeting.Panes()[room.Name] == PaneStatus.SignalLost), "their tiles say so", frozen);
        Assert.That(bad.Select(room => meeting.Site(room.Name).State), Has.All.EqualTo(SiteState.SignalLost));
        meeting.Until(() => Array.TrueForAll(bad, room => meeting.Site(room.Name).State == SiteState.Disconnected), "they are hung up", frozen);
        meeting.Until(() => frozen.HasEnded, "and told, where they can be", frozen);
        meeting.AssertUndisturbed();
        meeting.AssertOnlyTwo(frozen);
        Array.ForEach(bad, room => Assert.That(
            meeting.EventsOf(room),
            Is.EqualTo(new[] { ControlEventKind.SiteConnected, ControlEventKind.SiteSignalLost, ControlEventKind.SiteDisconnected })));
    }

    [Test]
    public async Task Rooms_WithoutAPicture_AreShownAsSuchUntilTheyAreHungUp()
    {
        await using var meeting = new Meeting(ShortTimeout);
        using var silent = new SipRoom("hon-tre") { Voice = { IsOn = false }, Camera = { IsOn = false } };
        using var phone = new SipRoom(Bad, hasPicture: false);
        SipRoom[] both = [silent, phone];
        Array.ForEach(both, room => meeting.Join(room, both));
        meeting.Until(() => Array.TrueForAll(both, room => meeting.Panes()[room.Name] == PaneStatus.NoPicture), "their tiles say so", both);

        meeting.Until(() => silent.HasEnded, "the silent one is hung up", both);

        Assert.That(meeting.Panes()[phone.Name], Is.EqualTo(PaneStatus.NoPicture));
        Assert.That(meeting.EventsOf(phone), Is.EqualTo(new[] { ControlEventKind.SiteConnected }));
        Assert.That(meeting.EventsOf(silent), Is.EqualTo(new[] { ControlEventKind.SiteConnected, ControlEventKind.SiteDisconnected }));
        phone.Voice.IsOn = false;
        meeting.Until(() => meeting.Panes()[phone.Name] == PaneStatus.SignalLost, "the phone's line goes", both);
        meeting.AssertUndisturbed();
    }

    [Test]
    public async Task Room_ThatSendsReportsOnly_StaysInTheCall()
    {
        await using var meeting = new Meeting(ShortTimeout);
        using var muted = new SipRoom(Bad) { Voice = { IsOn = false, Reports = true }, Camera = { IsOn = false } };
        using var silent = new SipRoom("hon-tre") { Voice = { IsOn = false }, Camera = { IsOn = false } };
        meeting.Join(muted);
        meeting.Join(silent, muted);

        meeting.Until(() => silent.HasEnded, "the silent one is hung up", muted, silent);

        Assert.That(muted.HasEnded, Is.False);
        meeting.AssertUndisturbed(muted);
    }

    // A packet of each kind from the room itself, and one from elsewhere, on each of its four ports.
    private static void Babble(Garbage garbage, SipRoom room)
    {
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        stranger.Bind(new IPEndPoint(Elsewhere, 0));
        foreach ((Socket own, IPEndPoint port) in room.MediaPorts)
        {
            byte type = port.Port - room.SoundPort.Port is 0 or 1 ? room.PayloadTypes.Sound : room.PayloadTypes.Picture;
            byte[] payload = garbage.Noise(longest: 1200);
            byte[] packet = TestPackets.Rtp((ushort)payload.Length, (uint)payload.Length, payload, ssrc: 77, type: type);
            foreach (Socket sender in new[] { own, stranger })
            {
                sender.SendTo(garbage.Noise(), port);
                sender.SendTo(garbage.Spoil(packet), port);
                sender.SendTo(garbage.Rtcp(), port);
                sender.SendTo(packet, port);
            }
        }
    }

    private static void Impersonate(SipRoom room, Socket socket, ref ushort sequence)
    {
        foreach ((Socket _, IPEndPoint port) in room.MediaPorts)
        {
            for (int i = 0; i < 5; i++)
            {
                byte type = port.Equals(room.SoundPort) ? room.PayloadTypes.Sound : room.PayloadTypes.Picture;
                socket.SendTo(TestPackets.Rtp(sequence, (uint)(sequence * 160), new byte[160], ssrc: 666, type: type), port);
                sequence++;
            }
        }
    }
}
