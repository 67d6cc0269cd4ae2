using Mcu.Node.Cli.Commands;
using Mcu.V1;

namespace Mcu.Tests.Cli;

/// <summary>Which sites of a cascade <c>mcu watch</c> shows.</summary>
public sealed class SiteFilterTests
{
    [TestCase(null, "", false, "1 2 3 4")]
    [TestCase(0, "", false, "1")]
    [TestCase(1, "", false, "2 3")]
    [TestCase(null, "khanh-son", false, "2 4")]
    [TestCase(null, "", true, "3 4")]
    [TestCase(2, "khanh-son", true, "4")]
    public void Apply_TierUnitProblem_LeavesWhatFits(int? tier, string unit, bool problems, string left)
    {
        var update = new WatchUpdate();
        update.Sites.Add(new Site { Id = "1" });
        update.Sites.Add(new Site { Id = "2", Unit = "khanh-son" });
        update.Sites.Add(new Site { Id = "3", Unit = "ninh-hoa", Problem = "loss" });
        update.Sites.Add(new Site { Id = "4", Unit = "khanh-son/to-hap", Problem = "signal_lost" });
        new SiteFilter(tier, unit, problems).Apply(update);
        Assert.That(string.Join(' ', update.Sites.Select(site => site.Id)), Is.EqualTo(left));
    }
}
