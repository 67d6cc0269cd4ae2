using Mcu.Core.Srtp;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>What an m= line is for.</summary>
internal enum LineRole
{
    /// <summary>Nothing that we take part in: refused with port 0.</summary>
    Other,

    /// <summary>The sound.</summary>
    Audio,

    /// <summary>The main picture.</summary>
    MainVideo,

    /// <summary>The slides (content) picture.</summary>
    Slides,

    /// <summary>Floor control, BFCP.</summary>
    FloorControl,
}

/// <summary>Tells the m= lines of a room apart: by <c>a=content</c> where given, else by position.</summary>
internal static class LineRoles
{
    public static LineRole[] Assign(SessionDescription description, SrtpPolicy policy)
    {
        IReadOnlyList<MediaDescription> media = description.Media;
        LineRole[] roles = new LineRole[media.Count];
        int audio = FirstIndex(media, line => line.IsAudio && LineSecurity.IsUsable(line, policy) && line.Port != 0, line => line.IsAudio);
        int main = FirstIndex(media, line => HasContent(line, "main"), line => IsMainCandidate(line) && LineSecurity.IsUsable(line, policy), IsMainCandidate);
        int slides = SlidesIndex(media, main);
        int floor = FirstIndex(media, FloorLine.IsUsable, line => line.IsFloorControl && line.Port != 0);
        for (int i = 0; i < roles.Length; i++)
        {
            roles[i] = i == audio ? LineRole.Audio
                : i == main ? LineRole.MainVideo
                : i == slides ? LineRole.Slides
                : i == floor ? LineRole.FloorControl
                : LineRole.Other;
        }

        return roles;
    }

    /// <summary>Whether a line of ours is that of the slides: we always say so.</summary>
    public static bool IsSlides(MediaDescription ours) => HasContent(ours, "slides");

    // A second picture that says to be something else (speaker, sl, alt) is not taken for slides.
    private static int SlidesIndex(IReadOnlyList<MediaDescription> media, int main)
    {
        MediaDescription? mainLine = main < 0 ? null : media[main];
        return FirstIndex(
            media,
            line => !ReferenceEquals(line, mainLine) && HasContent(line, "slides") && line.Port != 0,
            line => !ReferenceEquals(line, mainLine) && line is { IsVideo: true, Content: null, Port: not 0 },
            line => !ReferenceEquals(line, mainLine) && HasContent(line, "slides"));
    }

    private static bool IsMainCandidate(MediaDescription line) => line.IsVideo && !HasContent(line, "slides");

    private static bool HasContent(MediaDescription line, string wanted)
    {
        ReadOnlySpan<char> content = line.IsVideo ? line.Content : null;
        foreach (Range range in content.Split(','))
        {
            if (content[range].Trim().Equals(wanted, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first line that meets the first rule that any line meets, or -1.</summary>
    private static int FirstIndex(IReadOnlyList<MediaDescription> media, params ReadOnlySpan<Func<MediaDescription, bool>> rules)
    {
        foreach (Func<MediaDescription, bool> rule in rules)
        {
            for (int i = 0; i < media.Count; i++)
            {
                if (rule(media[i]))
                {
                    return i;
                }
            }
        }

        return -1;
    }
}
