using System.Globalization;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Tables;

/// <summary>What happened, as a person would say it: the event's details are put in words.</summary>
internal static class EventSentence
{
    public static string Of(Event happened, CliCall call)
    {
        Language language = call.Output.Language;
        var values = new Dictionary<string, string>(happened.Details, StringComparer.Ordinal)
        {
            ["site"] = happened.Site,
            ["conference"] = happened.Conference,
            ["codecs"] = string.Join(", ", new[] { Detail(happened, "video"), Detail(happened, "audio") }.Where(codec => codec.Length > 0)),
            ["reason"] = ReasonTexts.Of(ReasonOf(happened), language),
            ["error"] = ReasonTexts.Of(Detail(happened, "error"), language),
        };
        if (Detail(happened, "change") == "end")
        {
            values["to"] = TimeOf(Detail(happened, "to"), call);
        }

        return TextOf(happened).In(language, values);
    }

    private static Text TextOf(Event happened) => happened.Kind switch
    {
        EventKind.ConferenceChanged or EventKind.SiteChanged => EventTexts.OfChange(
            Detail(happened, "change"), happened.Site.Length > 0, Detail(happened, "by") == "self", Detail(happened, "to").Length > 0) ?? EventTexts.Of(happened.Kind),
        EventKind.Alarm => AlarmTexts.Of(Detail(happened, "alarm")),
        EventKind.AlarmCleared => AlarmTexts.OfOver(Detail(happened, "alarm")),
        EventKind.SiteDisconnected when Detail(happened, "from") is "calling" or "ringing" => EventTexts.CallFailed,
        _ => EventTexts.Of(happened.Kind),
    };

    private static string ReasonOf(Event happened) => Detail(happened, "sip_status") is { Length: > 0 } status
        ? $"{status} {Detail(happened, "sip_phrase")}"
        : Detail(happened, "reason");

    private static string TimeOf(string time, CliCall call) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            ? Formats.Time(Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(at), call.Environment)
            : time;

    private static string Detail(Event happened, string key) => happened.Details.GetValueOrDefault(key) ?? "";
}
