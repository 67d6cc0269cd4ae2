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
        TableBuilder table = new TableBuilder(language, call.Environment.Width)
            .Words(TableTexts.Site)
            .Fixed(TableTexts.State)
            .Signs()
            .Words(TableTexts.Address)
            .Numbers(TableTexts.Gain.In(language))
            .Fixed(TableTexts.Since)
            .Words(TableTexts.Reason);
        foreach (Site site in sites)
        {
            table.Styled(
                SiteMarks.StyleOf(site.State),
                SiteMarks.PathOf(site),
                StateTexts.Of(site.State).In(language),
                SiteMarks.Of(site),
                Formats.Or(AddressOf(site)),
                site.GainDb == 0 ? Formats.Or("") : $"{site.GainDb:+0.#;-0.#} dB",
                Formats.Time(site.ConnectedAt, call.Environment),
                Formats.Or(ReasonTexts.Of(site.Reason, language)));
        }

        return table.Build();
    }

    /// <summary>Without its scheme, which is the same for all; an arrow shows whom we called.</summary>
    private static string AddressOf(Site site)
    {
        string address = site.Uri.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? site.Uri[4..] : site.Uri;
        return site.Direction == SiteDirection.DialedOut ? $"→ {address}" : address;
    }
}
