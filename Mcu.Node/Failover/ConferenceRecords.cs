using Google.Protobuf.WellKnownTypes;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Node.Api;
using Mcu.V1;
using SiteState = Mcu.Core.Conferences.SiteState;

namespace Mcu.Node.Failover;

/// <summary>A conference between its control state and the record that its standby keeps.</summary>
internal static class ConferenceRecords
{
    /// <summary>The record of a conference as it is now.</summary>
    /// <param name="image">The conference.</param>
    /// <param name="createdAt">When it was made.</param>
    public static ConferenceRecord Of(ConferenceImage image, DateTimeOffset createdAt)
    {
        ConferenceSettings settings = image.Settings;
        var record = new ConferenceRecord
        {
            Name = settings.Name,
            Number = settings.Number,
            Title = settings.Title,
            FirstLayout = $"{settings.Layout}",
            Layout = $"{image.Layout}",
            Width = (uint)settings.Picture.Width,
            Height = (uint)settings.Picture.Height,
            FramesPerSecond = (uint)settings.Picture.FramesPerSecond,
            BitsPerSecond = (uint)settings.Picture.BitsPerSecond,
            MaxSites = (uint)settings.MaxSites,
            Srtp = settings.Srtp.ToProto(),
            CreatedAt = createdAt.ToTimestamp(),
            EndsAt = image.EndsAt?.ToTimestamp(),
            Floor = image.FloorHolder ?? "",
            Presenter = image.Presenter ?? "",
            Focus = image.FocusedSite ?? "",
            Locked = image.IsLocked,
            Message = image.Message ?? "",
            Recording = image.RecordingFile ?? "",
        };
        record.FloorQueue.AddRange(image.FloorQueue);
        record.Sites.AddRange(image.Sites.Select(Of));
        return record;
    }

    /// <summary>The conference of a record, with its sites as they were.</summary>
    public static ConferenceImage ImageOf(ConferenceRecord record) => new(
        new ConferenceSettings(record.Name, record.Number, record.Title, LayoutOf(record.FirstLayout), PictureOf(record))
        {
            MaxSites = (int)record.MaxSites,
            Srtp = record.Srtp.ToPolicy(),
        },
        LayoutOf(record.Layout))
    {
        Sites = [.. record.Sites.Select(SiteOf)],
        FloorHolder = NullIfEmpty(record.Floor),
        FloorQueue = [.. record.FloorQueue],
        Presenter = NullIfEmpty(record.Presenter),
        FocusedSite = NullIfEmpty(record.Focus),
        IsLocked = record.Locked,
        Message = NullIfEmpty(record.Message),
        EndsAt = record.EndsAt?.ToDateTimeOffset(),
        RecordingFile = NullIfEmpty(record.Recording),
    };

    private static SiteRecord Of(Participant site) => new()
    {
        Site = site.Site,
        Title = site.Title,
        Role = (uint)site.Role,
        State = (uint)site.State,
        Mutes = (uint)site.Mutes,
        Address = site.Address ?? "",
        Via = site.Via ?? "",
        Bound = site.IsBound,
        GainDb = site.GainDecibels,
        SendsPicture = site.SendsPicture,
        OffersSlides = site.OffersSlides,
        SlidesBegun = site.SlidesBegun,
        SignalLost = site.SignalLost,
        LeftBecause = site.LeftBecause,
        Srtp = site.Srtp.ToProto(),
    };

    private static Participant SiteOf(SiteRecord site) => new(site.Site, site.Title, (SiteRole)site.Role)
    {
        State = (SiteState)site.State,
        Mutes = (MuteBits)site.Mutes,
        Address = NullIfEmpty(site.Address),
        Via = NullIfEmpty(site.Via),
        IsBound = site.Bound,
        GainDecibels = site.GainDb,
        SendsPicture = site.SendsPicture,
        OffersSlides = site.OffersSlides,
        SlidesBegun = site.SlidesBegun,
        SignalLost = site.SignalLost,
        LeftBecause = site.LeftBecause,
        Srtp = site.Srtp.ToPolicy(),
    };

    // A layout of a newer version that this one cannot read: all are seen at least.
    private static LayoutSpec LayoutOf(string text) => LayoutSpec.TryParse(text, out LayoutSpec layout, out _) ? layout : new LayoutSpec.Auto();

    private static PictureFormat PictureOf(ConferenceRecord record) =>
        new((int)record.Width, (int)record.Height, (int)record.FramesPerSecond, (int)record.BitsPerSecond);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
