using System.CommandLine;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Commands;

/// <summary>The options that choose which sites of a cascade are shown.</summary>
internal sealed class SiteFilterOptions
{
    private const uint LowestTier = 8;

    private readonly Option<uint?> tier;
    private readonly Option<string?> unit;
    private readonly Option<bool> problem;

    public SiteFilterOptions(CliBuilder builder)
    {
        tier = CliSymbols.Option<uint?>(builder, "--tier", HelpTexts.OptTier, "N");
        tier.CustomParser = result => CliParsers.Whole(result, builder.Language, 0, LowestTier);
        unit = CliSymbols.Option<string?>(builder, "--unit", HelpTexts.OptUnit, "UNIT");
        problem = CliSymbols.Option<bool>(builder, "--problem", HelpTexts.OptProblem);
    }

    public IEnumerable<Symbol> All => [tier, unit, problem];

    public SiteFilter Read(CliCall call) => new((int?)call.Get(tier), call.Get(unit) ?? "", call.Get(problem));
}
