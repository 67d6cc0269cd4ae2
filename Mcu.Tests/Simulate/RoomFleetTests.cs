using System.Net;
using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Rtp;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Srtp;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Net;
using Mcu.Node.Simulate;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Simulate;

/// <summary>Fleets of rooms against a good MCU, a bad one, and none.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class RoomFleetTests
{
    private static readonly TimeSpan TwoTurns = TimeSpan.FromSeconds(4.2);

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public async Task RunAsync_OurNode_EveryRoomPassesItsChecks(VideoCodec codec)
    {
        int port = FreePort();
        var observer = new RecordingObserver();
        await using NodeHost node = NodeHost.Start(Configure(port, codec), new EventHistory(), observer);
        FleetOptions options = Options(new IPEndPoint(IPAddress.Loopback, port)) with
        {
            VideoCodec = codec,
            Watchers = 1,
            AudioCodecs = [AudioCodec.Opus, AudioCodec.G722, AudioCodec.Pcma],
            Receive = ReceiveMode.First,

            // What is tested is whether it works, not how fast this machine is.
            Limits = new CheckLimits { MaxFreezes = 100, MinFrameRateShare = 0.1, MaxLossPercent = 20 },
        };
        await using RoomFleet fleet = await RoomFleet.PrepareAsync(options, new FFmpegCodecFactory(), observer);
        FleetReport report = await fleet.RunAsync(TwoTurns);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Rooms.SelectMany(room => room.Failed), Is.Empty);
            Assert.That(report.Rooms.Sum(room => room.TurnsHeard), Is.Positive);
            Assert.That(report.Rooms[0].RoomsSeen, Is.EqualTo(options.Sites));
            Assert.That((report.Rooms[0].Width, report.Rooms[0].Height), Is.EqualTo((1280, 720)));
            Assert.That(report.Rooms[0].Latency, Is.Not.Null);
            Assert.That(fleet.Rooms.Select(room => room.State), Is.All.EqualTo(RoomState.Ended));
            Assert.That(observer.Faults, Is.Empty);
        }
    }

    [TestCase(SrtpPolicy.Off)]
    [TestCase(SrtpPolicy.Required)]
    public async Task RunAsync_RoomPresents_SlidesAreOnEverySecondScreen(SrtpPolicy rooms)
    {
        int port = FreePort();
        var observer = new RecordingObserver();
        await using NodeHost node = NodeHost.Start(Configure(port, VideoCodec.H264), new EventHistory(), observer);
        FleetOptions options = Options(new IPEndPoint(IPAddress.Loopback, port)) with
        {
            SecondScreens = 3,
            Srtp = rooms,
            Receive = ReceiveMode.None,
            Limits = new CheckLimits { MaxFreezes = 100, MinFrameRateShare = 0.1, MaxLossPercent = 20 },
        };
        await using RoomFleet fleet = await RoomFleet.PrepareAsync(options, new FFmpegCodecFactory(), observer);
        FleetReport report = await fleet.RunAsync(TwoTurns);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Rooms.Where(room => room.FirstSlide is not null).Select(room => room.Room.Index), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(report.Rooms.SelectMany(room => room.Failed), Is.Empty);
            Assert.That(observer.Faults, Is.Empty);
        }
    }

    [TestCase(SrtpPolicy.Optional, SrtpPolicy.Required)]
    [TestCase(SrtpPolicy.Required, SrtpPolicy.Optional)]
    public async Task RunAsync_Encrypted_EveryRoomPassesItsChecks(SrtpPolicy rooms, SrtpPolicy policy)
    {
        int port = FreePort();
        var observer = new RecordingObserver();
        McuConfiguration configuration = Configure(port, VideoCodec.H264);
        await using NodeHost node = NodeHost.Start(
            configuration with { Media = configuration.Media with { Srtp = policy, Ports = new PortRange(48000, 48999) } }, new EventHistory(), observer);
        FleetOptions options = Options(new IPEndPoint(IPAddress.Loopback, port)) with
        {
            Srtp = rooms,
            AudioCodecs = [AudioCodec.Opus, AudioCodec.Pcma],
            Receive = ReceiveMode.First,
            MediaPorts = new PortRange(36000, 36199),
            Limits = new CheckLimits { MaxFreezes = 100, MinFrameRateShare = 0.1, MaxLossPercent = 20 },
        };
        await using RoomFleet fleet = await RoomFleet.PrepareAsync(options, new FFmpegCodecFactory(), observer);
        Task<FleetReport> run = fleet.RunAsync(TwoTurns);
        Eventually.That(() => fleet.Rooms.All(room => room.State == RoomState.Connected), "all rooms are in the call");
        ControlResult<ConferenceDetails> seen = await node.Control.GetAsync("1000", CancellationToken.None);
        FleetReport report = await run;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.Value.Sites.Select(site => site.Srtp), Is.All.EqualTo("AEAD_AES_128_GCM"));
            Assert.That(report.Rooms.SelectMany(room => room.Failed), Is.Empty);
            Assert.That(report.Rooms.Sum(room => room.TurnsHeard), Is.Positive);
            Assert.That(observer.Faults, Is.Empty);
        }
    }

    [TestCase(SrtpPolicy.Off, SrtpPolicy.Required)]
    [TestCase(SrtpPolicy.Required, SrtpPolicy.Off)]
    public async Task CallAllAsync_OneSideWantsSrtpAndTheOtherNot_IsRefused(SrtpPolicy rooms, SrtpPolicy policy)
    {
        int port = FreePort();
        McuConfiguration configuration = Configure(port, VideoCodec.H264);
        await using NodeHost node = NodeHost.Start(
            configuration with { Conferences = [configuration.Conferences[0] with { Srtp = policy }] }, new EventHistory(), new RecordingObserver());
        FleetOptions options = Options(new IPEndPoint(IPAddress.Loopback, port)) with { Srtp = rooms, MediaPorts = new PortRange(36200, 36399) };
        await using RoomFleet fleet = await RoomFleet.PrepareAsync(options, new FFmpegCodecFactory(), new RecordingObserver());
        await fleet.CallAllAsync();
        Assert.That(fleet.Report().Rooms.Select(room => (room.State, room.SipStatus)), Is.All.EqualTo((RoomState.Failed, 488)));
    }

    [Test]
    public async Task RunAsync_McuThatEchoes_RoomsHearThemselvesAndNobodyElse()
    {
        await using var mcu = new EchoMcu();
        FleetOptions options = Options(mcu.Address) with { AudioCodecs = [AudioCodec.Pcmu] };
        await using RoomFleet fleet = await RoomFleet.PrepareAsync(options, new FFmpegCodecFactory(), new RecordingObserver());
        FleetReport report = await fleet.RunAsync(TwoTurns);
        RoomReport[] spoke = [.. report.Rooms.Where(room => room.OwnVoiceDb is not null)];
        Assert.That(report.Rooms.Select(room => room.State), Is.All.EqualTo(RoomState.Connected));
        Assert.That(spoke, Is.Not.Empty);
        Assert.That(spoke.Select(room => room.Failed), Has.All.Contains(RoomCheck.OwnVoiceAbsent));
        Assert.That(report.Rooms.SelectMany(room => room.Failed), Has.Member(RoomCheck.OthersHeard));
        Assert.That(report.Passes, Is.False);
    }

    [Test]
    public async Task RunAsync_WrongNumber_RoomsSayWhyTheyAreNotIn()
    {
        int port = FreePort();
        await using NodeHost node = NodeHost.Start(Configure(port, VideoCodec.H264), new EventHistory(), new RecordingObserver());
        FleetOptions options = Options(new IPEndPoint(IPAddress.Loopback, port), "7777");
        await using RoomFleet fleet = await RoomFleet.PrepareAsync(options, new FFmpegCodecFactory(), new RecordingObserver());
        await fleet.CallAllAsync();
        Assert.That(fleet.Report().Rooms.Select(room => (room.State, room.SipStatus)), Is.All.EqualTo((RoomState.Failed, 404)));
        Assert.That(fleet.Report().Rooms.Select(room => room.Failed), Is.All.EqualTo((RoomCheck[])[RoomCheck.Joined]));
    }

    [Test]
    public async Task RunAsync_Cancelled_HangsUpAndReports()
    {
        await using var mcu = new EchoMcu();
        using var soon = new CancellationTokenSource();
        await using RoomFleet fleet = await RoomFleet.PrepareAsync(Options(mcu.Address), new FFmpegCodecFactory(), new RecordingObserver());
        Task<FleetReport> run = fleet.RunAsync(TimeSpan.FromHours(1), soon.Token);
        Eventually.That(() => fleet.Rooms.All(room => room.State == RoomState.Connected), "all rooms are in the call");
        await soon.CancelAsync();
        FleetReport report = await run;
        Assert.That(report.Rooms, Has.Count.EqualTo(3));
        Assert.That(fleet.Rooms.Select(room => room.State), Is.All.EqualTo(RoomState.Ended));
    }

    private static FleetOptions Options(IPEndPoint mcu, string number = "1000") => new()
    {
        Targets = [FleetTargets.Local(mcu.Port, number)],
        Sites = 3,
        Width = 320,
        Height = 180,
        Stagger = TimeSpan.FromMilliseconds(20),
    };

    private static McuConfiguration Configure(int port, VideoCodec codec) => McuConfiguration.Default with
    {
        Data = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"data-{port}"),
        Sip = new SipConfiguration { Listen = ListenAddress.Loopback(port) },
        Media = new MediaConfiguration { Ports = new PortRange(49000, 49999), VideoCodecs = [codec] },
        Conferences = [new ConferenceConfiguration { Name = "khanh-hoa", Number = "1000", Title = "Giao ban" }],
    };

    private static int FreePort()
    {
        using UdpPort port = UdpPort.TryBind(TransportAddress.From(IPAddress.Loopback, 0), UdpPortOptions.Audio, out _)!;
        return port.Local.Port;
    }
}
