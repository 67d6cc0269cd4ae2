using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;

namespace Mcu.Node.Cli.Tables;

/// <summary>The roster of a conference.</summary>
internal static class SiteTables
{
    public static Table List(IEnumerable<Site> sites, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language)
            .Words(TableTexts.Site)
            .Fixed(TableTexts.State.In(language))
            .Fixed(" ")
            .Fixed(TableTexts.Direction.In(language))
            .Words(TableTexts.Address)
            .Numbers(TableTexts.Gain.In(language))
            .Fixed(TableTexts.Since.In(language))
            .Words(TableTexts.Reason);
        foreach (Site site in sites)
        {
            table.Styled(
                SiteMarks.StyleOf(site.State),
                site.Name,
                StateTexts.Of(site.State).In(language),
                SiteMarks.Of(site),
                StateTexts.Of(site.Direction).In(language),
                Formats.Or(site.Uri),
                site.GainDb == 0 ? Formats.Or("") : $"{site.GainDb:+0.#;-0.#} dB",
                Formats.Time(site.ConnectedAt, call.Environment),
                Formats.Or(site.Reason));
        }

        return table.Build();
    }
}
