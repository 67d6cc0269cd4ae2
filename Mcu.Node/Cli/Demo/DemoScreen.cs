using Grpc.Core;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;

namespace Mcu.Node.Cli.Demo;

/// <summary>Shows the conference while the demonstration lasts: the table of <c>mcu watch</c>, or a line a second without a terminal.</summary>
internal sealed class DemoScreen(ServerLink server, CliCall call, Conference conference, DemoDiary diary, IReadOnlyList<string> hints)
{
    private long started;
    private int told;

    /// <summary>Follows until cancelled.</summary>
    public async Task ShowAsync(CancellationToken cancel)
    {
        started = call.Environment.Time.GetTimestamp();
        using var updates = new DemoUpdates(server, conference.Id, cancel);
        await (call.Output.IsLive ? LiveAsync(updates) : LinesAsync(updates));
    }

    /// <summary>Says what has happened since the last update.</summary>
    public void TellNews()
    {
        for (IReadOnlyList<string> lines = diary.Lines; told < lines.Count; told++)
        {
            call.Output.Plain(lines[told]);
        }
    }

    private Task LiveAsync(DemoUpdates updates) =>
        call.Output.Console.Live(new Markup("")).AutoClear(false).Overflow(VerticalOverflow.Crop).StartAsync(async live =>
        {
            while (await updates.NextAsync() is { } now)
            {
                string[] news = [.. diary.Lines];
                string[] below = [await LinksAsync(), .. hints, .. news];
                told = news.Length;
                live.UpdateTarget(new Rows(
                    WatchTable.Of(now, call, call.Output.Height - below.Length), DemoHints.Render(below)));
            }
        });

    private async Task LinesAsync(DemoUpdates updates)
    {
        while (await updates.NextAsync() is { } now)
        {
            call.Output.Tell(
                DemoTexts.Line,
                ("seconds", $"{call.Environment.Time.GetElapsedTime(started).TotalSeconds:0}"),
                ("connected", now.Conference.ConnectedSites),
                ("fps", $"{now.FrameRate:0.#}"),
                ("speaker", string.Join(", ", now.Sites.Where(site => site.Speaking).Select(SiteMarks.PathOf))),
                ("links", await LinksAsync()));
            TellNews();
        }
    }

    // The districts' links in one line.
    private async Task<string> LinksAsync()
    {
        try
        {
            ShowCascadeResponse cascade = await server.AskAsync(
                options => server.Cascade.ShowAsync(new ShowCascadeRequest(), options), CancellationToken.None);
            IEnumerable<LinkInfo> districts = cascade.Nodes.First(node => node.Node == cascade.Node).Links.Where(link => !link.Up);
            return call.Output.Say(DemoTexts.Links, ("links", string.Join(" · ", districts.Select(Link))));
        }
        catch (RpcException)
        {
            return call.Output.Say(DemoTexts.Links, ("links", "–")); // nobody leads just now
        }
    }

    private string Link(LinkInfo link) => link.State == LinkState.Down
        ? $"{link.Node} {StateTexts.Of(link.State).In(call.Output.Language)}"
        : $"{link.Node} {StateTexts.Of(link.State).In(call.Output.Language)} {(link.Transport == LinkTransport.Udp ? "UDP" : "gRPC")} {link.RttMs:0.0} ms";
}
