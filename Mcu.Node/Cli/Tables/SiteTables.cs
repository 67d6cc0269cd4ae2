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
            .Fixed(TableTexts.Encryption)
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
                Formats.Or(SuiteOf(site)),
                site.GainDb == 0 ? Formats.Or("") : $"{site.GainDb:+0.#;-0.#} dB",
                Formats.Time(site.ConnectedAt, call.Environment),
                Formats.Or(ReasonTexts.Of(site.Reason, language)));
        }

        return table.Build();
    }

    /// <summary>The suite, as short as the table needs it; JSON has the whole name.</summary>
    private static string SuiteOf(Site site) => site.SrtpSuite switch
    {
        "AEAD_AES_128_GCM" => "GCM-128",
        "AES_CM_128_HMAC_SHA1_80" => "CM-128/80",
        "AES_CM_128_HMAC_SHA1_32" => "CM-128/32",
        "AES_256_CM_HMAC_SHA1_80" => "CM-256/80",
        "AES_256_CM_HMAC_SHA1_32" => "CM-256/32",
        { } other => other,
    };

    /// <summary>Without its scheme, which is the same for all; an arrow shows whom we called.</summary>
    private static string AddressOf(Site site)
    {
        string address = site.Uri.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? site.Uri[4..] : site.Uri;
        return site.Direction == SiteDirection.DialedOut ? $"→ {address}" : address;
    }
}
