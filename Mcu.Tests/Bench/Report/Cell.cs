using System.Globalization;

namespace Mcu.Tests.Bench.Report;

/// <summary>One cell of a table: how people read it, and its value for programs.</summary>
/// <param name="Text">How it is printed.</param>
/// <param name="Value">A number or a text; null where there is nothing.</param>
public readonly record struct Cell(string Text, object? Value)
{
    /// <summary>Nothing.</summary>
    public static readonly Cell None = new("", null);

    /// <summary>A number with one decimal.</summary>
    public static Cell Number(double value) => Of(value, "F1");

    /// <summary>A number with two decimals.</summary>
    public static Cell Fine(double value) => Of(value, "F2");

    /// <summary>A ratio.</summary>
    public static Cell Ratio(double value) => new(value.ToString("F2", CultureInfo.InvariantCulture) + " x", Math.Round(value, 3));

    /// <summary>Least and greatest of some ratios or numbers.</summary>
    public static Cell Range(Spread spread, string format = "F2")
    {
        string text = spread.Least.ToString(format, CultureInfo.InvariantCulture) + "-" + spread.Greatest.ToString(format, CultureInfo.InvariantCulture);
        return new(text, text);
    }

    /// <summary>A goal, and whether it is met; both empty where there is none.</summary>
    public static (Cell Goal, Cell Verdict) AtMost(double? goal, double value, string unit = "")
    {
        if (goal is not { } limit)
        {
            return (None, None);
        }

        string text = string.Create(CultureInfo.InvariantCulture, $"<= {limit:0.##}{unit}");
        return (new(text, limit), value <= limit ? "met" : "MISSED");
    }

    /// <summary>A goal from below, and whether it is met.</summary>
    public static (Cell Goal, Cell Verdict) AtLeast(double limit, double value) =>
        (new(string.Create(CultureInfo.InvariantCulture, $">= {limit:0.##}"), limit), value >= limit ? "met" : "MISSED");

    /// <summary>A text.</summary>
    public static implicit operator Cell(string text) => new(text, text);

    /// <summary>A whole number.</summary>
    public static implicit operator Cell(int value) => new(value.ToString(CultureInfo.InvariantCulture), value);

    private static Cell Of(double value, string format) => double.IsFinite(value)
        ? new(value.ToString(format, CultureInfo.InvariantCulture), Math.Round(value, 3))
        : new("-", null);
}
