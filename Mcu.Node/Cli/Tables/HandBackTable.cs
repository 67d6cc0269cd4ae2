using Mcu.Node.Api;
using Mcu.Node.Cascade.Orphans;
using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;

namespace Mcu.Node.Cli.Tables;

/// <summary>What <c>mcu cascade hand-back</c> draws: what became of each site.</summary>
internal static class HandBackTable
{
    public static Table Of(HandBackResponse done, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width)
            .Words(TableTexts.Conference)
            .Words(TableTexts.Site)
            .Words(TableTexts.State);
        foreach (HandedBackSite site in done.Sites)
        {
            table.Styled(
                site.Returned ? "default" : "yellow",
                site.Conference,
                site.Site,
                site.Returned ? CliTexts.SiteReturned.In(language) : CliTexts.SiteKept.In(language, ("reason", ReasonOf(site.Reason, language))));
        }

        return table.Build();
    }

    private static string ReasonOf(string reason, Language language) => reason switch
    {
        HandBack.NotConnected => CliTexts.NotConnectedThere.In(language),
        _ when ErrorStatus.TryParseReason(reason, out Control.ControlReason known) && known is Control.ControlReason.SiteNotConnected => ReasonTexts.HungUp.In(language),
        _ => reason,
    };
}
