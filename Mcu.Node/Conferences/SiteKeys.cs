using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Node.Control;

namespace Mcu.Node.Conferences;

/// <summary>What a site can be called by: its id, its name, and its path when it is a node's below.</summary>
internal static class SiteKeys
{
    public static NameKeys Of(Participant site) => new(
        site.Site, site.Title, Path: SitePath.UnitOf(site.Site) is { Length: > 0 } unit ? SitePath.Below(unit, site.Title) : null);
}
