using Mcu.V1;

namespace Mcu.Node.Cli.Tables;

/// <summary>An event as one line: number, time, conference, what happened.</summary>
internal static class EventLine
{
    public static string Of(Event happened, CliCall call)
    {
        string where = happened.Conference.Length == 0 ? "" : $"[{happened.Conference}] ";
        return $"{happened.Sequence,6}  {Formats.Time(happened.At, call.Environment)}  {where}{OneLine(EventSentence.Of(happened, call))}";
    }

    /// <summary>Names come from rooms: nothing in them may move the cursor or break the line.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
