using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Composing;
using Mcu.Core.Composing.Captions;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Packetizing;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Conferences.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConferenceVideoTests : IDisposable
{
    private static readonly CanvasSize Size = new(640, 360);
    private static readonly EncoderClass Common = new(VideoCodec.H264, 640, 360, 25, 1_500_000);
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(7));

    private readonly FakeCodecs codecs = new();
    private readonly PacketPool pool = new(4096);
    private readonly AccessUnitPool units = new(1024);
    private readonly ConferenceVideo video;
    private readonly VideoRoom[] rooms;
    private double now = 50_000;
    private DateTimeOffset clock = Morning;

    public ConferenceVideoTests()
    {
        video = new ConferenceVideo(codecs, new CaptionRenderer(CaptionFonts.Default), "superfast");
        rooms = [.. Enumerable.Range(0, 5).Select(at => new VideoRoom(at, units, pool, codecs))];
    }

    public void Dispose()
    {
        video.Dispose();
        Array.ForEach(rooms, room => room.Dispose());
        Assert.That(pool.Rented, Is.Zero, "packets were not given back");
        Assert.That(units.Rented, Is.Zero, "access units were not given back");
        Assert.That(codecs.Encoders.TrueForAll(encoder => encoder.IsDisposed), "an encoder was kept");
    }

    [Test]
    public async Task Tick_Grid_ShowsEachRoomInItsPane()
    {
        LayoutPlan grid = Grid(4);
        video.Publish(Plan(View(grid, rooms[..4])));
        Run(pictures: 3);
        using Picture picture = await TakeSnapshot();
        for (int room = 0; room < 4; room++)
        {
            PaneRectangle pane = grid.Panes[grid.IndexOf(rooms[room].Name)].Rectangle;
            Assert.That(Luma(picture, pane), Is.EqualTo(Brightness(room)).Within(2), rooms[room].Name);
        }
    }

    [Test]
    public void Tick_RoomsOfOneClass_ShareOneEncoder()
    {
        video.Publish(Plan(View(Grid(4), rooms)));
        Run(pictures: 10);
        Assert.That(video.Encoders, Is.EqualTo(1));
        Assert.That(codecs.Encoders[0].Encoded, Is.EqualTo(10));
        Assert.That(rooms, Has.All.Property(nameof(VideoRoom.Path)).Property(nameof(VideoSendPath.Pictures)).EqualTo(10));
    }

    [Test]
    public void Publish_ARoomOfASmallerClass_HasAnEncoderOfItsOwnAndScaledPictures()
    {
        EncoderClass small = Common with { Width = 320, Height = 180, BitsPerSecond = 256_000 };
        VideoPlanView view = View(Grid(4), rooms[1..]);
        video.Publish(Plan(view with { Legs = [.. view.Legs, new VideoPlanLeg(rooms[0].Path, small)] }));
        Run(pictures: 5);
        Assert.That(video.Encoders, Is.EqualTo(2));
        Assert.That(codecs.Encoders.Select(encoder => encoder.Settings.Width), Is.EquivalentTo(new[] { 640, 320 }));
        video.Publish(Plan(View(Grid(4), rooms)));
        Run(pictures: 30);
        Assert.That(video.Encoders, Is.EqualTo(1), "nobody takes the small picture any more");
        Assert.That(rooms[0].Sent.Timestamps.Select(at => (int)(at - rooms[0].Sent.Timestamps.First())), Is.Ordered);
    }

    [Test]
    public async Task Publish_Lecture_TheChairSeesTheOthersAndTheOthersTheChair()
    {
        LayoutPlan others = Single(1);
        video.Publish(Plan(View(Single(0), rooms[1..]), View(others, rooms[..1])));
        Run(pictures: 3);
        using Picture common = await TakeSnapshot();
        Assert.That(Luma(common, Single(0).Panes[0].Rectangle), Is.EqualTo(Brightness(0)).Within(2));
        Assert.That(video.Encoders, Is.EqualTo(2));
        Assert.That(rooms[0].Path.Pictures, Is.EqualTo(rooms[1].Path.Pictures));
    }

    [Test]
    public void Publish_SecondViewEnds_ItsRoomGoesOnInTheCommonOne()
    {
        video.Publish(Plan(View(Single(0), rooms[1..]), View(Single(1), rooms[..1])));
        Run(pictures: 5);
        video.Publish(Plan(View(Single(0), rooms)));
        Run(pictures: 30);
        Assert.That(video.Encoders, Is.EqualTo(1));
        ushort[] sequences = [.. rooms[0].Sent.Sequences];
        Assert.That(Enumerable.Range(1, sequences.Length - 1).All(i => (ushort)(sequences[i] - sequences[i - 1]) == 1));
        Assert.That(rooms[0].Path.Pictures, Is.GreaterThan(20));
    }

    [Test]
    public void Publish_AHiddenRoomBecomesVisible_IsShownFromWhatWasKept()
    {
        video.Publish(Plan(View(Single(0), rooms)));
        Run(pictures: 6);
        FakeVideoDecoder hidden = codecs.Decoders[1];
        Assert.That(hidden.Decoded, Is.Empty, "nobody sees it");
        video.Publish(Plan(View(Single(1), rooms)));
        Tick();
        rooms[1].Source.Process();
        Assert.That(hidden.Decoded, Has.Count.EqualTo(6));
        Assert.That(rooms[0].Source.IsVisible, Is.False);
        Assert.That(rooms[1].Source.TakeKeyFrameWanted(), Is.False);
    }

    [Test]
    public void IsPlanned_ARoomTakenOut_IsHeldUntilTheNextTick()
    {
        video.Publish(Plan(View(Grid(4), rooms)));
        Tick();
        video.Publish(new VideoPlan([View(Grid(3), rooms[1..])], Sites(rooms[1..])));
        Assert.That(Uses(rooms[0]));
        Tick();
        Assert.That(Uses(rooms[0]), Is.False);
        Assert.That(rooms[0].Source.IsVisible, Is.False);
    }

    [Test]
    public void Dispose_AfterAnEmptyPlan_LetsGoOfEverything()
    {
        video.Publish(Plan(View(Grid(4), rooms)));
        Tick();
        video.Publish(VideoPlan.Empty);
        video.Dispose();
        Assert.That(Array.TrueForAll(rooms, room => !Uses(room)));
    }

    [Test]
    public async Task RequestSnapshot_BySeveralAtOnce_GivesEachACopy()
    {
        video.Publish(Plan(View(Grid(4), rooms)));
        Snapshot[] wanted = [video.RequestSnapshot(), video.RequestSnapshot(), video.RequestSnapshot()];
        Run(pictures: 3);
        foreach (Snapshot snapshot in wanted)
        {
            using Picture picture = await snapshot.Picture.WaitAsync(TimeSpan.FromSeconds(10));
            Assert.That((picture.View.Width, picture.View.Height), Is.EqualTo((640, 360)));
        }
    }

    [Test]
    public void Cancel_ASnapshotThatCameLate_FreesIt()
    {
        video.Publish(Plan(View(Grid(4), rooms)));
        Snapshot late = video.RequestSnapshot();
        Tick();
        late.Cancel();
        Assert.That(late.Picture.Result.View.IsEmpty);
        Snapshot never = video.RequestSnapshot();
        never.Cancel();
        Tick();
        Assert.That(never.Picture.IsCanceled);
    }

    [Test]
    public void Tick_InSteadyState_AllocatesNothingButTheClockOnceASecond()
    {
        video.Publish(Plan(View(Grid(4), rooms)));
        Array.ForEach(rooms, room => room.Sent.OnlyCounts = true);
        Run(pictures: 800);
        long withClock = Allocations.In(() => Run(pictures: 250));
        long within = Allocations.Least(() =>
        {
            clock = clock.AddMilliseconds(-clock.Millisecond);
            Tick();
            return Allocations.In(() => Run(pictures: 20));
        });
        Assert.That(within, Is.Zero);
        Assert.That(withClock / 10, Is.LessThan(64 * 1024), "a caption of the time each second");
    }

    private Instant Now => Instant.FromMilliseconds(now);

    private static byte Brightness(int room) => (byte)(60 + (room * 35));

    private static LayoutPlan Grid(int sites) => LayoutPlanner.Plan(
        new LayoutSpec.Grid(2, 2), Size, new LayoutInput { Sites = [.. Enumerable.Range(0, sites).Select(at => new LayoutSite($"s{at}"))] });

    private static LayoutPlan Single(int site) => new(Size, [new Pane(new PaneRectangle(0, 0, 640, 360), $"s{site}", PaneKind.Main)], pageCount: 1);

    private static VideoPlanView View(LayoutPlan layout, IEnumerable<VideoRoom> receivers) =>
        new(layout, [.. receivers.Select(room => new VideoPlanLeg(room.Path, Common))]);

    private static Dictionary<string, VideoPlanSite> Sites(IEnumerable<VideoRoom> rooms) =>
        rooms.ToDictionary(room => room.Name, room => room.Site, StringComparer.Ordinal);

    private static unsafe byte Luma(Picture picture, PaneRectangle pane) =>
        picture.View.Y[((pane.Y + (pane.Height / 2)) * picture.View.StrideY) + pane.X + (pane.Width / 2)];

    private VideoPlan Plan(params VideoPlanView[] views) => new(views, Sites(rooms));

    private bool Uses(VideoRoom room) => video.IsPlanned(plan =>
        plan.Sites.ContainsKey(room.Name) || plan.Views.Any(view => view.Legs.Any(leg => ReferenceEquals(leg.Path, room.Path))));

    private async Task<Picture> TakeSnapshot()
    {
        Snapshot snapshot = video.RequestSnapshot();
        Tick();
        return await snapshot.Picture.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private void Run(int pictures)
    {
        for (int i = 0; i < pictures; i++)
        {
            for (int room = 0; room < rooms.Length; room++)
            {
                rooms[room].Show(Brightness(room), Now);
            }

            Tick();
        }
    }

    private void Tick()
    {
        video.Tick(Now, clock);
        now += 40;
        clock = clock.AddMilliseconds(40);
        foreach (VideoRoom room in rooms)
        {
            for (int i = 0; i < 6; i++)
            {
                room.Path.Send(Now + TimeSpan.FromMilliseconds(2 * i));
            }
        }
    }
}
