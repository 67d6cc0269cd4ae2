using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Tables;

/// <summary>An event as one line: number, time, conference, what happened.</summary>
internal static class EventLine
{
    public static string Of(Event happened, CliCall call)
    {
        var values = new Dictionary<string, string>(happened.Details, StringComparer.Ordinal)
        {
            ["site"] = happened.Site,
            ["conference"] = happened.Conference,
        };
        string sentence = EventTexts.Of(happened.Kind).In(call.Output.Language, values);
        string details = string.Join(' ', happened.Details
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={OneLine(pair.Value)}"));
        string where = happened.Conference.Length == 0 ? "" : $"[{happened.Conference}] ";
        string tail = details.Length == 0 ? "" : $"  ({details})";
        return $"{happened.Sequence,6}  {Formats.Time(happened.At, call.Environment)}  {where}{OneLine(sentence)}{tail}";
    }

    /// <summary>Names come from rooms: nothing in them may move the cursor or break the line.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
