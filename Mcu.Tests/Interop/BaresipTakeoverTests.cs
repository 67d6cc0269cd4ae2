using System.Diagnostics;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Node.Failover;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.Tests.Failover;
using Mcu.V1;
using SkiaSharp;

namespace Mcu.Tests.Interop;

/// <summary>Real rooms whose MCU falls: another one at another address carries their calls on.</summary>
[NonParallelizable]
public sealed class BaresipTakeoverTests
{
    private const string OpusAndH264 = ";audio_codecs=opus/48000/2;video_codecs=H264";
    private static readonly RoomContent First = new(new SKColor(255, 0, 0), new SKColor(0, 0, 255), 500);
    private static readonly RoomContent Second = new(new SKColor(0, 255, 0), new SKColor(255, 0, 255), 800);
    private static readonly LayoutSpec Before = new LayoutSpec.Panes(["first", "second", "nobody"]), After = new LayoutSpec.Panes(["second", "first", "nobody"]);
    private PeerMedia media = null!;

    [OneTimeSetUp]
    public void MakeMedia()
    {
        Tools.Require("baresip", "ffmpeg");
        media = new PeerMedia();
    }

    [OneTimeTearDown]
    public void RemoveMedia() => media?.Dispose();

    [TestCase("udp")]
    [TestCase("tcp")]
    public async Task Takeover_OfTwoRooms_EndsNoCall(string transport)
    {
        await using var pair = new NodePair();
        pair.Apply(new ConferenceCommand.SetLayout(Before));
        string dial = $"sip:1000@{pair.Sip};transport={transport}";
        using var first = new Baresip("first", media, First, OpusAndH264, dial);
        using var second = new Baresip("second", media, Second, OpusAndH264, dial);
        Baresip[] rooms = [first, second];
        Wait.Until(() => rooms.All(room => NodePair.Gets(pair.Primary, room.Name)), "the rooms are in", () => $"{first.Log}\n{second.Log}");
        Wait.Until(() => Hears(first, Second) && Hears(second, First), "they hear one another");
        Wait.Until(() => Sees(first, swapped: false), "they see one another");

        DialogRecord[] records = pair.Fail();
        NodePair.Turn(pair.Standby, () => pair.Standby.Conference(NodePair.Name).Apply(new ConferenceCommand.SetLayout(After), MonotonicClock.Now));
        int soundBefore = 0;
        Wait.Until(() => soundBefore == (soundBefore = first.ReceivedSound().Samples.Length), "the room hears nothing any more");
        long begun = Stopwatch.GetTimestamp();
        Task<IReadOnlyList<AdoptionOutcome>> taking =
            pair.Standby.Takeover.AdoptAsync(records, term: 2, _ => ValueTask.CompletedTask, TimeSpan.FromSeconds(10), CancellationToken.None);
        double[] gaps = Measure(
            begun,
            () => rooms.All(room => LegOf(pair, room)?.Audio is { Receive.Packets: > 0 }),
            () => rooms.All(room => LegOf(pair, room)?.Video is { Receive.Source.PicturesDecoded: > 0 }),
            () => HearsAnew(first, soundBefore));
        double sees = Measure(begun, () => Sees(first, swapped: true))[0];
        IReadOnlyList<AdoptionOutcome> outcomes = await taking;
        TestContext.Out.WriteLine(
            $"{transport}: 200 OK after {string.Join(", ", outcomes.Select(outcome => $"{outcome.Took.TotalMilliseconds:0}"))} ms; from both rooms: first sound {gaps[0]:0} ms, "
            + $"first decoded picture {gaps[1]:0} ms; at a room: first sound {gaps[2]:0} ms, new picture {sees:0} ms (polled by snapshots)");

        Assert.That(outcomes.Select(outcome => outcome.Result), Is.All.EqualTo(AdoptionResult.Adopted), first.Log);
        Wait.Until(() => Hears(first, Second) && Hears(second, First), "they hear one another", () => $"{BaresipTests.LevelOf(first, 800)} {BaresipTests.LevelOf(second, 500)}");
        Wait.Until(() => Sees(second, swapped: true), "the other sees the new picture too");
        Wait.Until(() => rooms.All(room => NodePair.Gets(pair.Standby, room.Name)), "the standby gets sound and picture of both");
        Assert.That(rooms.Select(room => room.HasLogged("BYE sip:") || room.HasEnded), Is.All.False);

        Array.ForEach(rooms, room => room.Command("hangup"));
        Wait.Until(() => pair.Standby.Engine is { PortsInUse: 0, ClosingLegs: 0 }, "their BYE reaches the standby", () => first.Log);
    }

    private static MediaLeg? LegOf(NodePair pair, Baresip room) =>
        NodePair.Turn(pair.Standby, () => pair.Standby.Conference(NodePair.Name).CallOf(room.Name)?.Leg);

    private static bool Hears(Baresip room, RoomContent other) => BaresipTests.LevelOf(room, other.Hertz) > -35;

    // What it has written since then is no silence.
    private static bool HearsAnew(Baresip room, int before) =>
        room.ReceivedSound().Samples.AsSpan() is var sound && sound.Length > before && sound[before..].ContainsAnyExceptInRange(-0.05f, 0.05f);

    private static bool Sees(Baresip room, bool swapped)
    {
        using var picture = new SeenPicture(room.ReceivedPicture());
        return picture.Shows(First, swapped ? 1 : 0, columns: 2) && picture.Shows(Second, swapped ? 0 : 1, columns: 2);
    }

    // When each of them first held, ms.
    private static double[] Measure(long begun, params Func<bool>[] conditions)
    {
        double[] at = [.. conditions.Select(_ => 0.0)];
        Harness.Eventually.That(
            () =>
            {
                for (int i = 0; i < at.Length; i++)
                {
                    at[i] = at[i] == 0 && conditions[i]() ? Stopwatch.GetElapsedTime(begun).TotalMilliseconds : at[i];
                }

                return Array.TrueForAll(at, time => time > 0);
            },
            "the takeover goes on");
        return at;
    }
}
