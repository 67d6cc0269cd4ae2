using Mcu.Cascade.Meetings;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary>Which sites of a cascade are shown.</summary>
/// <param name="Tier">Only rooms that many nodes below the one that answers; null: of all tiers.</param>
/// <param name="Unit">Only this unit and those below it; empty: all.</param>
/// <param name="OnlyProblems">Only sites with which something is wrong.</param>
internal sealed record SiteFilter(int? Tier, string Unit, bool OnlyProblems)
{
    /// <summary>Leaves out what is not to be shown.</summary>
    public void Apply(WatchUpdate update)
    {
        Site[] shown = [.. update.Sites.Where(Shows)];
        update.Sites.Clear();
        update.Sites.AddRange(shown);
    }

    private bool Shows(Site site) =>
        (Tier is not { } tier || SitePath.TierOf(site.Unit) == tier)
        && SitePath.IsWithin(site.Unit, Unit)
        && (!OnlyProblems || site.Problem.Length > 0);
}
