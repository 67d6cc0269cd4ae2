using System.Net;
using Mcu.Core.Conferences;
using Mcu.Core.Srtp;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Failover;
using Mcu.Node.Hosting;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Interop;
using SkiaSharp;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Failover;

/// <summary>A real room whose encrypted call another node carries on, under the same keys.</summary>
[NonParallelizable]
public sealed class EncryptedTakeoverTests
{
    private static readonly RoomContent Content = new(new SKColor(255, 0, 0), new SKColor(0, 0, 255), 500);

    [TestCase("srtp-mand")]
    [TestCase("srtp")]
    public async Task Adopt_ARoomThatEncrypts_GoesOnBothWays(string mediaenc)
    {
        Tools.Require("baresip", "ffmpeg");
        using var media = new PeerMedia();
        string folder = Directory.CreateTempSubdirectory("takeover").FullName;
        McuConfiguration first = Configure(Path.Combine(folder, "a"));
        McuConfiguration second = Configure(Path.Combine(folder, "b"));
        await using (NodeHost failing = NodeHost.Start(first, new EventHistory(), new RecordingObserver()))
        await using (NodeHost standby = NodeHost.Start(second, new EventHistory(), new RecordingObserver()))
        {
            IPEndPoint sip = first.Sip.Listen.ToEndPoint();
            using var room = new Baresip("room", media, Content, $";audio_codecs=PCMA;video_codecs=H264;mediaenc={mediaenc}", $"sip:1000@{sip};transport=udp");
            Flows(failing, room);
            string suite = Room(failing)!.Srtp!;

            V1.DialogRecord[] records = await failing.ControlLoop.Invoke(() => failing.Takeover.Capture().ToArray(), TimeSpan.FromSeconds(5));
            await failing.Takeover.AbandonAsync();
            IReadOnlyList<AdoptionOutcome> outcomes = await standby.Takeover.AdoptAsync(
                records, term: 2, _ => ValueTask.CompletedTask, TimeSpan.FromSeconds(10), CancellationToken.None);

            Assert.That(outcomes.Select(outcome => outcome.Result), Is.EqualTo(new[] { AdoptionResult.Adopted }), room.Log);
            Flows(standby, room);
            Assert.That(Room(standby)!.Srtp, Is.EqualTo(suite));
            room.Command("hangup");
            Wait.Until(() => Room(standby)!.State == SiteState.Disconnected, "the room's BYE comes to the standby", () => room.Log);
        }

        Directory.Delete(folder, recursive: true);
    }

    // The room's report of what we send tells that it could decrypt that: without a packet of ours it has no round trip to tell.
    private static void Flows(NodeHost node, Baresip room) => Wait.Until(
        () => Room(node) is { State: SiteState.Connected, Srtp: not null, VideoIn.FrameRate: > 15, AudioIn.BitrateKbps: > 5, RttMs: not null },
        "sound and picture flow, and the room reports on ours",
        () => $"{Room(node)}\n{room.Log}");

    private static SiteInfo? Room(NodeHost node) =>
        node.Control.GetAsync("1000", CancellationToken.None).Result.Value.Sites.FirstOrDefault(site => site.Name == "room");

    private static McuConfiguration Configure(string data)
    {
        int media = FreePorts.MediaBlock();
        return new McuConfiguration
        {
            Data = data,
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 199)), Srtp = SrtpPolicy.Required },
            Conferences =
            [
                new ConferenceConfiguration { Name = "khanh-hoa", Number = "1000", Title = "Khánh Hòa", Picture = new PictureFormat(640, 360, 15, 400_000) },
            ],
        };
    }
}
