using System.Net;
using Mcu.Core.Composing.Captions;
using Mcu.Core.Conferences;
using Mcu.Core.Composing;
using Mcu.Core.Sip;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Interop;
using Mcu.Tests.Recording;

namespace Mcu.Tests.Hosting;

/// <summary>A whole node in this process, without its API, and rooms on real sockets.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NodeHostTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("node").FullName;
    private readonly RecordingObserver observer = new();
    private readonly EventHistory history = new();
    private readonly McuConfiguration configuration;

    public NodeHostTests()
    {
        int media = FreePorts.MediaBlock();
        configuration = new McuConfiguration
        {
            Data = folder,
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 199)) },
            Conferences =
            [
                new ConferenceConfiguration { Name = "khanh-hoa", Number = "1000", Title = "Khánh Hòa", Picture = new PictureFormat(640, 360, 25, 500_000) },
            ],
        };
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Assert.That(observer.Faults, Is.Empty);
    }

    [Test]
    public async Task StartAndDispose_AgainAndAgain_LeavesNoThreadAndNoSocket()
    {
        await using (Start())
        {
            // the first start loads libraries that stay
        }

        (int threads, int sockets) = (Threads(), Sockets());
        for (int i = 0; i < 4; i++)
        {
            NodeHost node = Start();
            Assert.That(Threads(), Is.GreaterThan(threads));
            await node.DisposeAsync();
            Assert.That(node.Engine.PacketsInUse, Is.Zero);
        }

        Eventually.That(() => Threads() <= threads, "all loops end"); // fewer, where one that had ended was still being buried
        Eventually.That(() => Sockets() <= sockets, "all sockets are closed");
    }

    [Test]
    public async Task Call_OfTwoRooms_BothGetSoundAndPictureAndNothingStaysBehind()
    {
        await using NodeHost node = Start();
        using var first = new SipRoom("dien-khanh");
        using var second = new SipRoom("cam-lam");
        first.Call(Sip, "khanh-hoa");
        second.Call(Sip, "1000");
        Until(() => first is { IsUp: true, SoundPackets: > 20, Reception.GotKeyFrame: true } && second is { IsUp: true, SoundPackets: > 20, Reception.GotKeyFrame: true }, first, second);
        Until(() => Sites(node).All(site => site is { State: Node.Control.SiteState.Connected, VideoIn.FrameRate: > 0 }), first, second);
        Assert.That(Sites(node).Select(site => site.Id), Is.EquivalentTo(new[] { "dien-khanh", "cam-lam" }));
        Assert.That(node.Engine.PortsInUse, Is.EqualTo(4));

        first.Hangup();
        second.Hangup();
        Until(() => node.Engine is { PortsInUse: 0, ClosingLegs: 0 } && node.Engine.PacketsInUse <= Idle, first, second);
        Assert.That(Sites(node), Has.All.Property(nameof(SiteInfo.State)).EqualTo(Node.Control.SiteState.Disconnected));
    }

    [Test]
    public async Task Call_ToAConferenceThatDoesNotExist_Is404()
    {
        await using NodeHost node = Start();
        using var room = new SipRoom("lost");
        room.Call(Sip, "ha-noi");
        Until(() => room.HasEnded, room);
        Assert.That(room.Events.OfType<SipEvent.Failed>().Single().Status, Is.EqualTo(404));
        Assert.That(node.Engine.PortsInUse, Is.Zero);
    }

    [Test]
    public async Task DisposeAsync_WithACallUp_SaysByeAndFreesAll()
    {
        NodeHost node = Start();
        using var room = new SipRoom("cam-ranh");
        room.Call(Sip, "khanh-hoa");
        Until(() => room is { IsUp: true, SoundPackets: > 5 }, room);
        Task stopping = node.DisposeAsync().AsTask();
        Until(() => room.HasEnded && stopping.IsCompleted, room);
        await stopping;
        Assert.That(room.Events.OfType<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.RemoteHangup));
        Assert.That(node.Engine.PacketsInUse, Is.Zero);
        Assert.That(node.Engine.PortsInUse, Is.Zero);
    }

    [Test]
    public async Task DisposeAsync_WhileRecording_LeavesAWholeFile()
    {
        string path;
        await using (NodeHost node = Start())
        {
            using var room = new SipRoom("van-ninh");
            room.Call(Sip, "khanh-hoa");
            Until(() => room is { IsUp: true, SoundPackets: > 5 }, room);
            ControlResult<RecordingInfo> started = await node.Control.StartRecordingAsync(new Act("1", "test"), "khanh-hoa", "whole.mkv", CancellationToken.None);
            path = started.Value.Path;
            Until(() => new FileInfo(path).Length > 20_000, room);
        }

        Probe probe = Probe.Of(path);
        Assert.That(probe.Codecs, Is.EqualTo(new[] { "h264", "opus" }));
        Assert.That(probe.Errors, Is.Empty);
        Assert.That(probe.Packets[0], Is.Positive);
    }

    [Test]
    public async Task StopRecordingAsync_WhileRunning_TheFileIsWholeAndASecondStopIsRefused()
    {
        await using NodeHost node = Start();
        RecordingInfo started = (await node.Control.StartRecordingAsync(new Act("1", "test"), "khanh-hoa", fileName: null, CancellationToken.None)).Value;
        Eventually.That(() => new FileInfo(started.Path).Length > 10_000, "pictures are recorded without any room");
        ControlResult<RecordingInfo> stopped = await node.Control.StopRecordingAsync(new Act("2", "test"), "khanh-hoa", CancellationToken.None);
        Assert.That(stopped.Error, Is.Null);
        Assert.That(Probe.Of(started.Path).Errors, Is.Empty);
        ControlResult<RecordingInfo> again = await node.Control.StopRecordingAsync(new Act("3", "test"), "khanh-hoa", CancellationToken.None);
        Assert.That(again.Error, Is.Not.Null);
    }

    [Test]
    public async Task CallSiteAsync_NobodyAnswers_LeavesThePlaceFree()
    {
        await using NodeHost node = Start();
        var call = new SiteCall("sip:nobody@127.0.0.1:9", "Trống", Retries: 0, TimeSpan.Zero, Wait: false);
        Assert.That((await node.Control.CallSiteAsync(new Act("1", "test"), "khanh-hoa", call, CancellationToken.None)).Error, Is.Null);
        Assert.That(Sites(node).Single().State, Is.EqualTo(Node.Control.SiteState.Calling));
        Assert.That((await node.Control.CallSiteAsync(new Act("2", "test"), "khanh-hoa", call with { Wait = true }, CancellationToken.None)).Error, Is.Not.Null, "one call a site");
        Assert.That((await node.Control.DropAsync(new Act("3", "test"), "khanh-hoa", "Trống", CancellationToken.None)).Error, Is.Null);
        Eventually.That(() => node.Engine.PortsInUse == 0, "the sockets are closed");
        Assert.That(Sites(node).Single().State, Is.EqualTo(Node.Control.SiteState.Disconnected));
    }

    [Test]
    public async Task Start_PortInUse_SaysWhichAndLeavesNoThread()
    {
        await using NodeHost node = Start();
        int threads = Threads();
        ListenException refused = Assert.Throws<ListenException>(() => Start())!;
        Assert.That(refused.Failure, Is.EqualTo(BindFailure.AddressInUse));
        Eventually.That(() => Threads() <= threads, "nothing of the second node stays");
    }

    [Test]
    public void Start_FontMissing_SaysWhich()
    {
        McuConfiguration wrong = configuration with { Media = configuration.Media with { Font = "/nowhere/font.ttf" } };
        CaptionException missing = Assert.Throws<CaptionException>(() => NodeHost.Start(wrong, history, observer))!;
        Assert.That(missing.Message, Does.Contain("/nowhere/font.ttf"));
    }

    // Buffers that the receive loop holds ready for the next datagrams.
    private const int Idle = 64;

    private IPEndPoint Sip => configuration.Sip.Listen.ToEndPoint();

    private NodeHost Start() => NodeHost.Start(configuration, history, observer);

    private static IReadOnlyList<SiteInfo> Sites(NodeHost node) => node.Control.GetAsync("khanh-hoa", CancellationToken.None).Result.Value.Sites;

    private static void Until(Func<bool> condition, params SipRoom[] rooms) => Eventually.That(
        () =>
        {
            Array.ForEach(rooms, room => room.Pump());
            return condition();
        },
        "the rooms get there");

    private static int Threads() => Directory.GetDirectories("/proc/self/task").Count(IsLoop);

    private static bool IsLoop(string task)
    {
        try
        {
            string name = File.ReadAllText(Path.Combine(task, "comm"));
            return new[] { "decode-", "audio", "pacer", "udp-receive", "control", "video:", "recording" }.Any(name.StartsWith);
        }
        catch (IOException)
        {
            return false; // it has ended meanwhile
        }
    }

    private static int Sockets() => Directory.GetFiles("/proc/self/fd").Count(file => new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) ?? false);
}
