using Mcu.V1;

namespace Mcu.Node.Cli.Commands;

/// <summary>Reads lists whole, page by page.</summary>
internal static class Paged
{
    private const uint PageSize = 500;

    public static async Task<ListConferencesResponse> ConferencesAsync(CliCall call, string filter)
    {
        var all = new ListConferencesResponse();
        string token = "";
        do
        {
            var request = new ListConferencesRequest { Filter = filter, PageSize = PageSize, PageToken = token };
            ListConferencesResponse page = await call.AskAsync(options => call.Server.Conferences.ListAsync(request, options));
            all.Conferences.Add(page.Conferences);
            all.Total = page.Total;
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return all;
    }

    public static async Task<ListSitesResponse> SitesAsync(CliCall call, ListSitesRequest first)
    {
        var all = new ListSitesResponse();
        ListSitesRequest request = first.Clone();
        request.PageSize = PageSize;
        do
        {
            ListSitesResponse page = await call.AskAsync(options => call.Server.Conferences.ListSitesAsync(request, options));
            all.Sites.Add(page.Sites);
            all.Total = page.Total;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }
}
