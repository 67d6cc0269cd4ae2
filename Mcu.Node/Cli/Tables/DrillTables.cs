using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;
using Text = Mcu.Node.Texts.Text;

namespace Mcu.Node.Cli.Tables;

/// <summary>What <c>mcu ha drill</c> shows: what each room and unit lost in a rehearsal, and what earlier ones cost each tier.</summary>
internal static class DrillTables
{
    /// <summary>One rehearsal: own rooms first, then units below.</summary>
    public static Table Of(Drill drill, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width)
            .Fixed(HaTexts.DrillTier).Names(HaTexts.DrillPlace).Numbers(HaTexts.SoundLost.In(language)).Numbers(HaTexts.PictureLost.In(language));
        foreach (DrillPart part in drill.Parts.OrderBy(part => part.Unit.Length > 0))
        {
            table.Row(TierOf(part).In(language), part.Title, Lost(part.HadSound, part.Sound, language), Lost(part.HadPicture, part.Picture, language));
        }

        return table.Build();
    }

    /// <summary>Earlier rehearsals, with the worst of each tier.</summary>
    public static Table Of(IReadOnlyList<Drill> drills, CliCall call)
    {
        Language language = call.Output.Language;
        TableBuilder table = new TableBuilder(language, call.Environment.Width)
            .Fixed(HaTexts.DrillAt).Names(HaTexts.DrillOf).Fixed(HaTexts.DrillTier).Numbers(HaTexts.SoundLost.In(language)).Numbers(HaTexts.PictureLost.In(language));
        foreach (Drill drill in drills)
        {
            string at = Formats.Moment(drill.At, call.Environment), of = $"{drill.Former} → {(drill.Leader.Length > 0 ? drill.Leader : HaTexts.NotEnded.In(language))}";
            foreach (IGrouping<Text, DrillPart> tier in drill.Parts.GroupBy(TierOf))
            {
                table.Row(
                    at,
                    of,
                    tier.Key.In(language),
                    Worst(tier, part => (part.HadSound, part.Sound), language),
                    Worst(tier, part => (part.HadPicture, part.Picture), language));
                (at, of) = ("", "");
            }

            if (drill.Parts.Count == 0)
            {
                table.Row(at, of, "–", "–", "–");
            }
        }

        return table.Build();
    }

    private static Text TierOf(DrillPart part) => part.Unit.Length > 0 ? HaTexts.UnitsBelow : HaTexts.OwnRooms;

    private static string Worst(IEnumerable<DrillPart> parts, Func<DrillPart, (bool Had, Duration? Lost)> of, Language language)
    {
        (bool Had, Duration? Lost)[] had = [.. parts.Select(of).Where(one => one.Had)];
        return had.Length == 0 ? "–" : Lost(had: true, Array.Exists(had, one => one.Lost is null) ? null : had.MaxBy(one => one.Lost!.ToTimeSpan()).Lost, language);
    }

    private static string Lost(bool had, Duration? time, Language language) => !had ? "–"
        : time is null ? HaTexts.NotBack.In(language)
        : time.ToTimeSpan().TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
