using System.Globalization;
using Mcu.Node.Texts;

namespace Mcu.Node.Configuration;

/// <summary>Values with a unit: times, bit rates and picture sizes.</summary>
internal static class Quantities
{
    private const int MinBitsPerSecond = 64_000;
    private const int MaxBitsPerSecond = 8_000_000;

    private static readonly (string Unit, double Factor)[] TimeUnits = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];
    private static readonly (string Unit, double Factor)[] RateUnits = [("k", 1_000), ("M", 1_000_000), ("", 1)];

    /// <summary>The rate of a conference's picture, in bit/s.</summary>
    public static readonly ScalarType<int> BitRate = new(
        TryParseRate, Message.Of(ConfigurationTexts.Rate, ("min", "64k"), ("max", "8M")));

    /// <summary>The size of a conference's picture.</summary>
    public static readonly ScalarType<(int Width, int Height)> Size = new(TryParseSize, Message.Of(ConfigurationTexts.Size));

    /// <summary>A time with its unit: 500ms, 30s, 2m, 1h.</summary>
    public static ScalarType<TimeSpan> Time(string min, string max)
    {
        TimeSpan least = ParseTime(min);
        TimeSpan most = ParseTime(max);
        return new ScalarType<TimeSpan>(
            (string text, out TimeSpan time) => TryParseTime(text, out time) && time >= least && time <= most,
            Message.Of(ConfigurationTexts.Time, ("min", min), ("max", max)));
    }

    private static TimeSpan ParseTime(string text) => TryParseTime(text, out TimeSpan time) ? time : throw new FormatException(text);

    private static bool TryParseTime(string text, out TimeSpan time)
    {
        bool isTime = TryParse(text, TimeUnits, out double milliseconds) && milliseconds < TimeSpan.MaxValue.TotalMilliseconds;
        time = isTime ? TimeSpan.FromMilliseconds(milliseconds) : TimeSpan.Zero;
        return isTime;
    }

    private static bool TryParseRate(string text, out int bitsPerSecond)
    {
        bool isRate = TryParse(text, RateUnits, out double rate) && rate is >= MinBitsPerSecond and <= MaxBitsPerSecond;
        bitsPerSecond = isRate ? (int)rate : 0;
        return isRate;
    }

    private static bool TryParseSize(string text, out (int Width, int Height) size)
    {
        size = default;
        int cross = text.IndexOf('x', StringComparison.OrdinalIgnoreCase);
        if (cross < 0 || !int.TryParse(text.AsSpan(0, cross), out int width) || !int.TryParse(text.AsSpan(cross + 1), out int height))
        {
            return false;
        }

        size = (width, height);
        return width is >= 640 and <= 1920 && width % 16 == 0 && height is >= 360 and <= 1080 && height % 2 == 0;
    }

    private static bool TryParse(string text, (string Unit, double Factor)[] units, out double value)
    {
        foreach ((string unit, double factor) in units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                value = number * factor;
                return true;
            }
        }

        value = 0;
        return false;
    }
}
