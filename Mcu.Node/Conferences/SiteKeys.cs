using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Node.Control;

namespace Mcu.Node.Conferences;

/// <summary>What a site can be called by: its id, its name, and its path when its room has called a node below.</summary>
internal static class SiteKeys
{
    public static NameKeys Of(Participant site) => new(
        site.Site, site.Title, Path: site.Via is null ? null : SitePath.Below(SitePath.UnitOf(site.Site), site.Title));
}
