using Mcu.Core.Conferences.Media;
using Mcu.Node.Control;

namespace Mcu.Node.Conferences;

/// <summary>
/// What links with other nodes bring into a conference and take out of it. The cascade fills it; <see cref="PlanBuilder"/>
/// reads it. Belongs to the control loop.
/// </summary>
public sealed class LinkedMedia
{
    /// <summary>The key under which plans know the program from the node above.</summary>
    public const string ProgramSite = "^program";

    /// <summary>The key under which plans know slides from the node above.</summary>
    public const string ContentSite = "^slides";

    /// <summary>The key of a link's leg in the audio plan.</summary>
    public static string SoundKey(string node) => $"^{node}";

    /// <summary>The mixes of other nodes, by node.</summary>
    public Dictionary<string, AudioLeg> Sounds { get; } = new(StringComparer.Ordinal);

    /// <summary>The program from the node above: what local rooms see. None: alone, or it has not come.</summary>
    public VideoSource? Program { get; set; }

    /// <summary>How the node above has encoded it; null: not known.</summary>
    public EncoderClass? ProgramClass { get; set; }

    /// <summary>Slides from the node above. None: nobody presents, or a site of this node or below does.</summary>
    public VideoSource? Content { get; set; }

    /// <summary>The name of the site that presents, as the node above has it; empty: nobody does.</summary>
    public string ContentName { get; set; } = "";

    /// <summary>Whether the node above says whose slides are shown.</summary>
    public bool HasContentAbove { get; set; }

    /// <summary>Slides on their way to the nodes below, by node.</summary>
    public Dictionary<string, VideoPlanLeg> ContentsDown { get; } = new(StringComparer.Ordinal);

    /// <summary>Nodes below that know nothing of slides: they get them in the program.</summary>
    public HashSet<string> WithoutContent { get; } = new(StringComparer.Ordinal);

    /// <summary>The program on its way to the nodes below, by node.</summary>
    public Dictionary<string, VideoPlanLeg> ProgramsDown { get; } = new(StringComparer.Ordinal);

    /// <summary>Pictures of sites and units on their way to the node above, by subscription.</summary>
    public Dictionary<uint, LinkedPicture> PicturesUp { get; } = [];

    /// <summary>Pictures of sites and units below, by their keys here.</summary>
    public Dictionary<string, VideoSource> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>The nodes below, by path; those that have been lost too.</summary>
    public Dictionary<string, MeetingUnit> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>What nodes below have measured of their sites, by key.</summary>
    public Dictionary<string, SiteInfo> Measured { get; } = new(StringComparer.Ordinal);

    /// <summary>Levels of the voices that nodes below name as their loudest, dBFS by site.</summary>
    public Dictionary<string, float> Voices { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the conference is part of a meeting of the node above, and follows it now.</summary>
    public bool HasParent { get; set; }

    /// <summary>Whether it was, and the link has been lost since.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Whether nodes below have sites of this conference, so that the speaker is elected among nodes.</summary>
    public bool ElectsSpeaker { get; set; }

    /// <summary>Told when the conference's state has changed.</summary>
    public Action? OnChanged { get; set; }

    /// <summary>Told which sites and units of other nodes are seen and how large, whenever a plan was made.</summary>
    public Action<IReadOnlyDictionary<string, PictureSize>>? OnSeen { get; set; }
}

/// <summary>A picture for the node above: a site's clean one, or a unit's mosaic.</summary>
/// <param name="Site">The site's key here, or the unit's (<see cref="Core.Composing.UnitPicture"/>).</param>
/// <param name="Leg">Where it goes, and how it is encoded.</param>
public sealed record LinkedPicture(string Site, VideoPlanLeg Leg);

/// <summary>How large a site is shown.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PictureSize(int Width, int Height)
{
    /// <summary>The size that serves two viewers.</summary>
    public static PictureSize Larger(PictureSize a, PictureSize b) => a.Width >= b.Width ? a : b;
}
