using System.Globalization;
using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;

namespace Mcu.Node.Cli.Tables;

/// <summary>What <c>mcu cascade show</c> draws: the node above, this node, and the tree below it, a link a row.</summary>
internal static class CascadeTable
{
    private const int DeepestTier = 8;

    public static Table Of(ShowCascadeResponse cascade, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width)
            .Names(TableTexts.Node)
            .Fixed(TableTexts.State)
            .Fixed(TableTexts.Transport)
            .Numbers("RTT ms")
            .Numbers(TableTexts.Loss.In(language))
            .Numbers(TableTexts.KbitIn.In(language))
            .Numbers(TableTexts.KbitOut.In(language))
            .Fixed(TableTexts.Version)
            .Numbers(TableTexts.AgeMs.In(language));
        Dictionary<string, NodeLinks> nodes = cascade.Nodes.GroupBy(node => node.Node, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        NodeLinks here = nodes.GetValueOrDefault(cascade.Node) ?? new NodeLinks { Node = cascade.Node };
        foreach (LinkInfo above in here.Links.Where(link => link.Up))
        {
            Row(table, $"↑ {Name(above.Node, above.Title)}", above, language);
        }

        table.Styled("bold", Name(here.Node, here.Title), "", "", "", "", "", "", here.Version, "");
        Below(table, here, nodes, "", language, DeepestTier);
        return table.Build();
    }

    private static void Below(TableBuilder table, NodeLinks node, Dictionary<string, NodeLinks> nodes, string indent, Language language, int tiers)
    {
        LinkInfo[] children = [.. node.Links.Where(link => !link.Up).OrderBy(link => link.Node, StringComparer.Ordinal)];
        for (int at = 0; at < children.Length && tiers > 0; at++)
        {
            bool isLast = at == children.Length - 1;
            Row(table, $"{indent}{(isLast ? "└ " : "├ ")}{Name(children[at].Node, children[at].Title)}", children[at], language);
            if (nodes.TryGetValue(children[at].Node, out NodeLinks? child))
            {
                Below(table, child, nodes, indent + (isLast ? "  " : "│ "), language, tiers - 1);
            }
        }
    }

    private static void Row(TableBuilder table, string name, LinkInfo link, Language language)
    {
        string state = StateTexts.Of(link.State).In(language);
        state = link.Adopted > 0 ? $"{state} ⇑{link.Adopted}" : state;
        table.Styled(
            link.State == LinkState.Up ? "default" : "red",
            name,
            link.Breaker is "open" or "half-open" ? $"{state} ({link.Breaker})" : state,
            link.Transport switch { LinkTransport.Udp => "UDP", LinkTransport.Tunnel => "gRPC", _ => "–" },
            link.RttMs < 0 ? "–" : Number(link.RttMs, "0.0"),
            Number(link.LossPercent, "0.0"),
            Number(link.InKbps, "0"),
            Number(link.OutKbps, "0"),
            link.Version.Length == 0 ? "–" : link.Version,
            link.State == LinkState.Down ? "–" : Number(link.AgeMs, "0"));
    }

    private static string Name(string node, string title) => title.Length == 0 || title == node ? node : $"{title} ({node})";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
