using Mcu.Cascade.Links;
using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Node.Conferences;
using Mcu.V1;
using Conference = Mcu.Core.Conferences.Conference;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>What one node below is told of a conference.</summary>
internal static class MeetingNotice
{
    /// <summary>The notice for the child at a link.</summary>
    public static Meeting For(LiveConference conference, IMeetingLink link)
    {
        string child = link.Node;
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
            Content = state.Presenter is { } presenter ? SitePath.Within(child, presenter) ?? "" : "",
            ContentName = ContentPlans.PresenterOf(conference) ?? "",
            Tier = conference.Tier,
            SitesElsewhere = (uint)state.Sites.Count(site => site.IsPresent && site.Via != child),
            Video = new VideoFormat
            {
                Width = (uint)picture.Width,
                Height = (uint)picture.Height,
                FrameRate = (uint)picture.FramesPerSecond,
                BitrateKbps = (uint)(picture.BitsPerSecond / 1000),
            },
        };
        AddMutes(meeting, conference, link);
        return meeting;
    }

    // Those that the child does not own. One that knows of the province's alone takes all for it: the effect is the same.
    private static void AddMutes(Meeting meeting, LiveConference conference, IMeetingLink link)
    {
        MuteBits told = MuteBits.Province;
        if (!conference.OperatorMute.OwnedBelow().HasFlag(MuteBits.District))
        {
            if (link.Can(LinkCapability.Mutes))
            {
                meeting.MutedByDistrict.AddRange(MutedBy(conference, link.Node, MuteBits.District));
            }
            else
            {
                told |= MuteBits.District;
            }
        }

        meeting.Muted.AddRange(MutedBy(conference, link.Node, told));
    }

    private static IEnumerable<string> MutedBy(LiveConference conference, string child, MuteBits any) => conference.State.Sites
        .Where(site => site.Via == child && (site.Mutes & any) != MuteBits.None)
        .Select(site => SitePath.Within(child, site.Site)!);

    private static string TitleOf(Conference state, string? site) => site is null ? "" : state.Find(site)?.Title ?? site;
}
