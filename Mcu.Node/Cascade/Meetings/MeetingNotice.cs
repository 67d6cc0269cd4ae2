using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Node.Conferences;
using Mcu.V1;
using Conference = Mcu.Core.Conferences.Conference;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>What one node below is told of a conference.</summary>
internal static class MeetingNotice
{
    /// <summary>The notice for a child.</summary>
    public static Meeting For(LiveConference conference, string child)
    {
        Conference state = conference.State;
        PictureFormat picture = state.Settings.Picture;
        var meeting = new Meeting
        {
            Id = conference.Id,
            Name = state.Settings.Title,
            Number = state.Settings.Number,
            Ended = state.IsEnded,
            Locked = state.IsLocked,
            Floor = state.Floor.Holder is { } holder ? SitePath.Within(child, holder) ?? "" : "",
            FloorName = TitleOf(state, state.Floor.Holder),
            SpeakerName = TitleOf(state, conference.Speaker),
            SitesElsewhere = (uint)state.Sites.Count(site => site.IsPresent && site.Via != child),
            Video = new VideoFormat
            {
                Width = (uint)picture.Width,
                Height = (uint)picture.Height,
                FrameRate = (uint)picture.FramesPerSecond,
                BitrateKbps = (uint)(picture.BitsPerSecond / 1000),
            },
        };
        meeting.Muted.AddRange(state.Sites
            .Where(site => site.Via == child && site.Mutes.HasFlag(MuteBits.Province))
            .Select(site => SitePath.Within(child, site.Site)!));
        return meeting;
    }

    private static string TitleOf(Conference state, string? site) => site is null ? "" : state.Find(site)?.Title ?? site;
}
