using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Node.Failover;
using Mcu.V1;
using SiteState = Mcu.Core.Conferences.SiteState;

namespace Mcu.Tests.Failover;

/// <summary>A conference as its standby keeps it.</summary>
public sealed class ConferenceRecordsTests
{
    private static readonly DateTimeOffset Began = new(2026, 11, 27, 7, 30, 0, TimeSpan.Zero);

    [Test]
    public void ImageOf_RecordOfAnImage_IsThatImage()
    {
        var image = new ConferenceImage(
            new ConferenceSettings("giao-ban", "1000", "Giao ban tỉnh", new LayoutSpec.Grid(3, 3), new PictureFormat(640, 360, 15, 600_000)) { MaxSites = 150 },
            new LayoutSpec.Panes(["tinh", "khanh-son/son-binh", "cam-lam/*"]))
        {
            Sites =
            [
                new Participant("tinh", "UBND tỉnh", SiteRole.Chair) { State = SiteState.Connected, IsBound = true, Address = "sip:tinh@10.0.0.1", SendsPicture = true },
                new Participant("khanh-son/son-binh", "Sơn Bình", SiteRole.Member)
                {
                    Via = "khanh-son", State = SiteState.Held, Mutes = MuteBits.Province | MuteBits.Self, GainDecibels = -3.5, SignalLost = true, OffersSlides = true, SlidesBegun = 3,
                },
                new Participant("xem", "Phòng xem", SiteRole.Watcher) { State = SiteState.Left, LeftBecause = "hung_up" },
            ],
            FloorHolder = "tinh",
            Presenter = "khanh-son/son-binh",
            FloorQueue = ["khanh-son/son-binh"],
            FocusedSite = "khanh-son/*",
            IsLocked = true,
            Message = "Nghỉ 10 phút",
            EndsAt = Began.AddHours(2),
            RecordingFile = "recordings/giao-ban.mkv",
        };
        ConferenceRecord record = ConferenceRecord.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(ConferenceRecords.Of(image, Began)));
        Assert.That(ConferenceRecords.ImageOf(record), Is.EqualTo(image).UsingPropertiesComparer());
        Assert.That(record.CreatedAt.ToDateTimeOffset(), Is.EqualTo(Began));
    }

    [Test]
    public void ImageOf_LayoutOfANewerVersion_ShowsAll()
    {
        var record = new ConferenceRecord { Name = "a", Layout = "hologram:3", FirstLayout = "lecture", Width = 640, Height = 360, FramesPerSecond = 15 };
        ConferenceImage image = ConferenceRecords.ImageOf(record);
        Assert.That((image.Layout, image.Settings.Layout), Is.EqualTo(((LayoutSpec)new LayoutSpec.Auto(), (LayoutSpec)new LayoutSpec.Lecture())));
    }
}
