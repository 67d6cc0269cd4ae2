using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mcu.Node.Control;

namespace Mcu.Node.Api;

/// <summary>Conferences, their floor and recordings, between the control loop's records and the wire.</summary>
internal static class ConferenceMapping
{
    public static V1.Conference ToProto(this ConferenceInfo info) => new()
    {
        Id = info.Id,
        Name = info.Name,
        Number = info.Number,
        SipUser = info.SipUser,
        State = info.State switch
        {
            ConferenceState.Waiting => V1.ConferenceState.Waiting,
            ConferenceState.Running => V1.ConferenceState.Running,
            _ => V1.ConferenceState.Ended,
        },
        Locked = info.Locked,
        Layout = info.Layout.ToProto(),
        Video = new V1.VideoFormat
        {
            Width = (uint)info.Video.Width,
            Height = (uint)info.Video.Height,
            FrameRate = (uint)info.Video.FrameRate,
            BitrateKbps = (uint)info.Video.BitrateKbps,
        },
        ConnectedSites = (uint)info.ConnectedSites,
        TotalSites = (uint)info.TotalSites,
        CreatedAt = info.CreatedAt.ToTimestamp(),
        EndsAt = info.EndsAt?.ToTimestamp(),
        FloorSite = info.FloorSite ?? "",
        FocusSite = info.FocusSite ?? "",
        Recording = info.Recording,
        ChairSite = info.ChairSite ?? "",
        Message = info.Message ?? "",
        CarriedOutBy = info.CarriedOutBy ?? "",
        Srtp = info.Srtp.ToProto(),
        ContentSite = info.ContentSite ?? "",
    };

    /// <summary>A conference that another node tells of.</summary>
    public static ConferenceInfo ToInfo(this V1.Conference conference) => new(
        conference.Id,
        conference.Name,
        conference.Number,
        conference.SipUser,
        conference.State switch
        {
            V1.ConferenceState.Running => ConferenceState.Running,
            V1.ConferenceState.Ended => ConferenceState.Ended,
            _ => ConferenceState.Waiting,
        },
        conference.Locked,
        (conference.Layout ?? new V1.Layout()).ToSpec(),
        new VideoSpec(
            (int)(conference.Video?.Width ?? 0), (int)(conference.Video?.Height ?? 0), (int)(conference.Video?.FrameRate ?? 0), (int)(conference.Video?.BitrateKbps ?? 0)),
        (int)conference.ConnectedSites,
        (int)conference.TotalSites,
        conference.CreatedAt?.ToDateTimeOffset() ?? default,
        conference.EndsAt?.ToDateTimeOffset(),
        OrNull(conference.FloorSite),
        OrNull(conference.FocusSite),
        conference.Recording,
        OrNull(conference.ChairSite),
        OrNull(conference.Message),
        OrNull(conference.CarriedOutBy),
        conference.Srtp.ToPolicy(),
        OrNull(conference.ContentSite));

    public static V1.ConferenceDetails ToProto(this ConferenceDetails details)
    {
        var proto = new V1.ConferenceDetails
        {
            Conference = details.Conference.ToProto(),
            Floor = details.Floor.ToProto(),
            Recording = details.Recording?.ToProto(),
        };
        proto.Sites.Add(details.Sites.Select(site => site.ToProto()));
        return proto;
    }

    public static V1.Floor ToProto(this FloorInfo floor)
    {
        var proto = new V1.Floor { Holder = floor.Holder ?? "", GivenAt = floor.GivenAt?.ToTimestamp() };
        proto.Queue.Add(floor.Queue.Select(waiter => new V1.FloorRequestEntry
        {
            Site = waiter.Site,
            RequestedAt = waiter.RequestedAt.ToTimestamp(),
        }));
        return proto;
    }

    public static V1.Content ToProto(this ContentInfo content)
    {
        var proto = new V1.Content { Presenter = content.Presenter ?? "" };
        proto.Waiting.Add(content.Waiting);
        return proto;
    }

    public static V1.Recording ToProto(this RecordingInfo recording) => new()
    {
        Path = recording.Path,
        File = recording.File,
        StartedAt = recording.StartedAt.ToTimestamp(),
        StoppedAt = recording.StoppedAt?.ToTimestamp(),
        Bytes = (ulong)recording.Bytes,
    };

    public static V1.SnapshotResponse ToProto(this SnapshotPicture picture) => new()
    {
        Png = UnsafeByteOperations.UnsafeWrap(picture.Png),
        Width = (uint)picture.Width,
        Height = (uint)picture.Height,
        TakenAt = picture.TakenAt.ToTimestamp(),
    };

    public static ConferenceDraft ToDraft(this V1.CreateConferenceRequest request) => new(
        request.Name.Trim(),
        request.Number.Length == 0 ? null : request.Number,
        request.Layout?.ToSpec(),
        request.Video?.ToDraft(),
        request.Duration?.ToTimeSpan(),
        request.ChairSite.Length == 0 ? null : request.ChairSite,
        request.Srtp.ToPolicy());

    private static VideoDraft ToDraft(this V1.VideoFormat video) =>
        new(OrNull(video.Width), OrNull(video.Height), OrNull(video.FrameRate), OrNull(video.BitrateKbps));

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static int? OrNull(uint value) => value == 0 ? null : (int)value;
}
