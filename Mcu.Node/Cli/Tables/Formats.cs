using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli.Tables;

/// <summary>Writes values in the units that operators use.</summary>
internal static class Formats
{
    private const string Nothing = "–";

    public static string Or(string text) => text.Length == 0 ? Nothing : text;

    public static string Bytes(ulong bytes) => bytes switch
    {
        >= 10_000_000_000 => $"{bytes / 1e9:0} GB",
        >= 1_000_000_000 => $"{bytes / 1e9:0.0} GB",
        >= 1_000_000 => $"{bytes / 1e6:0.0} MB",
        >= 1_000 => $"{bytes / 1e3:0} kB",
        _ => $"{bytes} B",
    };

    public static string Duration(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => $"{(int)span.TotalDays}d {span.Hours}h",
        { TotalHours: >= 1 } => $"{(int)span.TotalHours}h {span.Minutes:00}m",
        { TotalMinutes: >= 1 } => $"{span.Minutes}m {span.Seconds:00}s",
        _ => $"{span.TotalSeconds:0.#}s",
    };

    /// <summary>The time of day; with the date when that is another day than today.</summary>
    public static string Time(Timestamp? at, CliEnvironment environment)
    {
        if (at is null)
        {
            return Nothing;
        }

        DateTimeOffset local = Local(at, environment);
        DateTimeOffset today = TimeZoneInfo.ConvertTime(environment.Time.GetUtcNow(), environment.TimeZone);
        return local.Date == today.Date ? $"{local:HH:mm:ss}" : $"{local:yyyy-MM-dd HH:mm}";
    }

    /// <summary>Date and time.</summary>
    public static string Moment(Timestamp at, CliEnvironment environment, string format = "yyyy-MM-dd HH:mm:ss") =>
        Local(at, environment).ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A recording's path, as short as the node tells it: one of before has no path within its data folder.</summary>
    public static string PathOf(Recording recording) => recording.File.Length > 0 ? recording.File : recording.Path;

    public static string YesNo(bool value, Language language) => (value ? TableTexts.Yes : TableTexts.No).In(language);

    /// <summary>A number with as many decimals as fit three digits; a dash when it was not measured.</summary>
    public static string Short(double? value) => value switch
    {
        null => Nothing,
        >= 10 or <= -10 => $"{value:0}",
        _ => $"{value:0.#}",
    };

    private static DateTimeOffset Local(Timestamp at, CliEnvironment environment) =>
        TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), environment.TimeZone);
}
