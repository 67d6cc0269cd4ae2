using Mcu.Core.Conferences;
using Mcu.Core.Mixing;
using Mcu.Node.Conferences;
using Mcu.V1;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>Who is heard in a conference, and how loud.</summary>
internal static class MeetingVoices
{
    /// <summary>The loudest of the conference's sites, of this node and below, and the level of its voice; null: nobody speaks.</summary>
    public static (string? Site, float LevelDbfs) Loudest(LiveConference conference) => conference.Links.ElectsSpeaker
        ? Speaking(conference, conference.Speaker)
        : Speaking(conference, conference.Loudest);

    /// <summary>The level of a site's voice; null when it is silent.</summary>
    public static (string? Site, float LevelDbfs) Speaking(LiveConference conference, string? site)
    {
        float level = site is null ? AudioLevel.FloorDbfs : VoiceOf(conference, site);
        return level > AudioLevel.FloorDbfs ? (site, level) : (null, AudioLevel.FloorDbfs);
    }

    /// <summary>Levels of all sites that send sound.</summary>
    public static IEnumerable<SiteLevel> Levels(LiveConference conference)
    {
        foreach (Participant site in conference.State.Sites.Where(site => site.IsPresent))
        {
            double? level = conference.CallOf(site.Site)?.Leg?.Audio?.Leg.LevelDbfs
                ?? conference.Links.Measured.GetValueOrDefault(site.Site)?.LevelDbfs;
            if (level is { } known)
            {
                yield return new SiteLevel { Path = site.Site, LevelDbfs = MathF.Round((float)known) };
            }
        }
    }

    private static float VoiceOf(LiveConference conference, string site) =>
        conference.CallOf(site)?.Leg?.Audio?.Leg.VoiceDbfs ?? conference.Links.Voices.GetValueOrDefault(site, AudioLevel.FloorDbfs);
}
