using System.Globalization;
using Mcu.Cascade.Failover;
using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;
using Text = Mcu.Node.Texts.Text;
using Spectre.Console.Rendering;

namespace Mcu.Node.Cli.Tables;

/// <summary>What <c>mcu ha status</c> shows: the group, its members, what became of this node's role, its last take-over.</summary>
internal static class HaTables
{
    private const int ChangesShown = 5;

    public static IRenderable Of(ShowHaResponse group, CliCall call)
    {
        List<IRenderable> parts = [Properties(group, call)];
        if (group.Members.Count > 0)
        {
            parts.Add(Members(group, call));
        }

        if (group.History.Count > 0)
        {
            parts.Add(History(group, call));
        }

        if (group.Steps.Count > 0)
        {
            parts.Add(Steps(group, call));
        }

        return new Rows(parts);
    }

    private static Grid Properties(ShowHaResponse group, CliCall call)
    {
        Language language = call.Output.Language;
        List<(string Name, string Value)> rows = [];
        if (group.Group.Length == 0)
        {
            rows.Add((HaTexts.Group.In(language), HaTexts.NoGroup.In(language)));
        }
        else
        {
            rows.Add((HaTexts.Group.In(language), group.Group));
            rows.Add((HaTexts.Role.In(language), $"{group.Node}: {HaTexts.Of(group.Role).In(language)}"));
            rows.Add((HaTexts.Leader.In(language), group.Leader.Length == 0 ? HaTexts.Nobody.In(language) : group.Leader));
            if (Hindrance(group) is { } hindrance)
            {
                rows.Add((HaTexts.WhyNobody.In(language), hindrance.In(language)));
            }

            rows.Add((HaTexts.Term.In(language), $"{group.Term}"));
            rows.Add((HaTexts.LastContact.In(language), group.LastContact is null ? "–" : $"{Milliseconds(group.LastContact)} ms"));
            rows.Add((
                HaTexts.LastProven.In(language),
                group.LastTakeover is { } takeover ? $"{Formats.Moment(takeover.At, call.Environment)}, {takeover.Leader}" : HaTexts.Never.In(language)));
            if (group.LastDrill is { } drill)
            {
                rows.Add((HaTexts.LastDrill.In(language), $"{Formats.Moment(drill.At, call.Environment)}, {drill.Former} → {drill.Leader}"));
            }
        }

        if (group.WitnessFor.Count > 0)
        {
            rows.Add((HaTexts.WitnessFor.In(language), string.Join(", ", group.WitnessFor)));
        }

        return PropertyGrid.Of(rows);
    }

    private static Message? Hindrance(ShowHaResponse group) => group.Hindrance switch
    {
        HaHindrance.NoMajority => Message.Of(HaTexts.NoMajority),
        HaHindrance.Fault => Message.Of(HaTexts.Fault, ("cause", group.Fault)),
        HaHindrance.Waits => Message.Of(HaTexts.Waits),
        HaHindrance.Behind => Message.Of(HaTexts.Behind, ("entries", $"{group.Ahead}"), ("node", group.AheadNode)),
        _ => null,
    };

    private static Table Members(ShowHaResponse group, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width)
            .Names(TableTexts.Node).Fixed(HaTexts.Role).Fixed(HaTexts.Reached).Numbers(HaTexts.Lag.In(language));
        foreach (HaMember member in group.Members)
        {
            string role = member.Witness ? HaTexts.Of(HaRole.Witness).In(language)
                : HaTexts.Of(member.Leader ? HaRole.Active : HaRole.Standby).In(language);
            bool isKnown = group.Leader == group.Node || member.Leader || member.Node == group.Node; // only a leader hears of all
            table.Styled(
                member.Reachable || !isKnown ? "default" : "red",
                member.Node,
                role,
                isKnown ? (member.Reachable ? HaTexts.Yes : HaTexts.No).In(language) : "–",
                member.HasLag ? $"{member.Lag}" : "–");
        }

        return table.Build();
    }

    private static Table History(ShowHaResponse group, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width)
            .Fixed(TableTexts.Since).Words(HaTexts.History).Numbers(HaTexts.Term.In(language)).Words(HaTexts.Cause);
        foreach (HaChange change in group.History.Take(ChangesShown))
        {
            table.Row(
                Formats.Moment(change.At, call.Environment, "MM-dd HH:mm:ss.f"),
                $"{HaTexts.Of(change.From).In(language)} → {HaTexts.Of(change.To).In(language)}",
                $"{change.Term}",
                CauseOf(change.Reason).In(language));
        }

        return table.Build();
    }

    // A word of a newer version is shown as it is.
    private static Text CauseOf(string word) => Enum.TryParse(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out RoleCause cause)
        ? FailoverTexts.Of(cause)
        : new Text(word, word);

    private static Table Steps(ShowHaResponse group, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width).Words(HaTexts.Steps).Numbers("ms").Fixed(HaTexts.Failed);
        foreach (HaStep step in group.Steps)
        {
            table.Row(step.Name, Milliseconds(step.Took), step.Done ? "" : "✕");
        }

        return table.Build();
    }

    private static string Milliseconds(Google.Protobuf.WellKnownTypes.Duration time) => time.ToTimeSpan().TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
