using System.CommandLine;
using Grpc.Core;
using Mcu.Node.Cli.Tables;
using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary>Names for shell completion, asked of the server; none when it does not answer at once.</summary>
internal static class NameCompletion
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    public static IEnumerable<string> Conferences(CliBuilder builder, ParseResult parse) => Ask(
        builder,
        parse,
        async link => (await link.AskAsync(
            options => link.Conferences.ListAsync(new ListConferencesRequest(), options), CancellationToken.None, Patience))
            .Conferences.Select(conference => conference.Name));

    public static IEnumerable<string> Sites(CliBuilder builder, ParseResult parse, string? conference) =>
        AskSites(builder, parse, conference, sites => sites.Select(SiteMarks.PathOf));

    public static IEnumerable<string> Units(CliBuilder builder, ParseResult parse, string? conference) =>
        AskSites(builder, parse, conference, UnitsOf);

    public static IEnumerable<string> SitesAndUnits(CliBuilder builder, ParseResult parse, string? conference) =>
        AskSites(builder, parse, conference, sites => [.. UnitsOf(sites), .. sites.Select(SiteMarks.PathOf)]);

    private static IEnumerable<string> UnitsOf(IEnumerable<Site> sites) =>
        sites.Select(site => site.Unit).Where(unit => unit.Length > 0).Distinct(StringComparer.Ordinal);

    private static string[] AskSites(
        CliBuilder builder, ParseResult parse, string? conference, Func<IReadOnlyCollection<Site>, IEnumerable<string>> names) => conference is null ? [] : Ask(
        builder,
        parse,
        async link => names((await link.AskAsync(
            options => link.Conferences.ListSitesAsync(new ListSitesRequest { Conference = conference }, options),
            CancellationToken.None,
            Patience)).Sites));

    private static string[] Ask(CliBuilder builder, ParseResult parse, Func<ServerLink, Task<IEnumerable<string>>> ask)
    {
        if (builder.ServersOf(parse) is not { } servers)
        {
            return [];
        }

        using var link = new ServerLink(servers, builder.Environment);
        try
        {
            // System.CommandLine's completion is synchronous.
            return [.. Task.Run(() => ask(link)).GetAwaiter().GetResult()];
        }
        catch (RpcException)
        {
            return [];
        }
    }
}
