using System.Globalization;
using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;
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
            rows.Add((FailoverTexts.Group.In(language), FailoverTexts.NoGroup.In(language)));
        }
        else
        {
            rows.Add((FailoverTexts.Group.In(language), group.Group));
            rows.Add((FailoverTexts.Role.In(language), $"{group.Node}: {FailoverTexts.Of(group.Role).In(language)}"));
            rows.Add((FailoverTexts.Leader.In(language), group.Leader.Length == 0 ? FailoverTexts.Nobody.In(language) : group.Leader));
            rows.Add((FailoverTexts.Term.In(language), $"{group.Term}"));
            rows.Add((FailoverTexts.LastContact.In(language), group.LastContact is null ? "–" : $"{Milliseconds(group.LastContact)} ms"));
            rows.Add((
                FailoverTexts.LastProven.In(language),
                group.LastProven is null
                    ? FailoverTexts.Never.In(language)
                    : group.LastProven.ToDateTimeOffset().ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)));
        }

        if (group.WitnessFor.Count > 0)
        {
            rows.Add((FailoverTexts.WitnessFor.In(language), string.Join(", ", group.WitnessFor)));
        }

        return PropertyGrid.Of(rows);
    }

    private static Table Members(ShowHaResponse group, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width)
            .Names(TableTexts.Node).Fixed(FailoverTexts.Role).Fixed(FailoverTexts.Reached).Numbers(FailoverTexts.Lag.In(language));
        foreach (HaMember member in group.Members)
        {
            string role = member.Witness ? FailoverTexts.Of(HaRole.Witness).In(language)
                : FailoverTexts.Of(member.Leader ? HaRole.Active : HaRole.Standby).In(language);
            table.Styled(
                member.Reachable ? "default" : "red",
                member.Node,
                role,
                (member.Reachable ? FailoverTexts.Yes : FailoverTexts.No).In(language),
                member.HasLag ? $"{member.Lag}" : "–");
        }

        return table.Build();
    }

    private static Table History(ShowHaResponse group, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width)
            .Fixed(TableTexts.Since).Words(FailoverTexts.History).Numbers(FailoverTexts.Term.In(language)).Fixed(FailoverTexts.Cause);
        foreach (HaChange change in group.History.Take(ChangesShown))
        {
            table.Row(
                change.At.ToDateTimeOffset().ToLocalTime().ToString("MM-dd HH:mm:ss.f", CultureInfo.InvariantCulture),
                $"{FailoverTexts.Of(change.From).In(language)} → {FailoverTexts.Of(change.To).In(language)}",
                $"{change.Term}",
                change.Reason);
        }

        return table.Build();
    }

    private static Table Steps(ShowHaResponse group, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width).Words(FailoverTexts.Steps).Numbers("ms").Fixed(FailoverTexts.Failed);
        foreach (HaStep step in group.Steps)
        {
            table.Row(step.Name, Milliseconds(step.Took), step.Done ? "" : "✕");
        }

        return table.Build();
    }

    private static string Milliseconds(Google.Protobuf.WellKnownTypes.Duration time) => time.ToTimeSpan().TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
