using System.Globalization;
using System.Text.RegularExpressions;

namespace Mcu.Node.Cli;

/// <summary>Reads values as operators write them.</summary>
internal static partial class CliValues
{
    /// <summary><c>90m</c>, <c>1h30m</c>, <c>45s</c>, <c>500ms</c>; never a bare number, whose unit would be a guess.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        Match match = DurationForm().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return false;
        }

        duration = TimeSpan.FromHours(Number(match, "h")) + TimeSpan.FromMinutes(Number(match, "m"))
            + TimeSpan.FromSeconds(Number(match, "s")) + TimeSpan.FromMilliseconds(Number(match, "ms"));
        return duration > TimeSpan.Zero;
    }

    /// <summary><c>1280x720</c>, or the height of a 16:9 picture: <c>360p</c>, <c>720p</c>, <c>1080p</c>.</summary>
    public static bool TrySize(string text, out (uint Width, uint Height) size)
    {
        size = text switch
        {
            "360p" => (640, 360),
            "480p" => (848, 480),
            "540p" => (960, 540),
            "720p" => (1280, 720),
            "1080p" => (1920, 1080),
            _ => default,
        };
        string[] sides = text.Split('x', 'X');
        if (sides.Length == 2 && TryWhole(sides[0], out uint width) && TryWhole(sides[1], out uint height))
        {
            size = (width, height);
        }

        return size != default;
    }

    /// <summary><c>1500k</c> or <c>1.5M</c>, in kbit/s.</summary>
    public static bool TryBitrate(string text, out uint kbps)
    {
        kbps = 0;
        if (text.Length < 2 || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
        {
            return false;
        }

        double value = text[^1] switch
        {
            'k' or 'K' => number,
            'm' or 'M' => number * 1000,
            _ => 0,
        };
        kbps = value is >= 1 and <= 1e6 ? (uint)Math.Round(value) : 0;
        return kbps > 0;
    }

    private static bool TryWhole(string text, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static double Number(Match match, string unit) =>
        match.Groups[unit].Success ? double.Parse(match.Groups[unit].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^((?<h>\d{1,4})h)?((?<m>\d{1,5})m(?!s))?((?<s>\d{1,6})s)?((?<ms>\d{1,6})ms)?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex DurationForm();
}
