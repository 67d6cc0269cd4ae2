using System.Globalization;

namespace Mcu.Node.Failover;

/// <summary>Names of a recording's parts: each node that takes a meeting over begins a new one.</summary>
internal static class RecordingParts
{
    private const string Mark = "-part";

    /// <summary>The name after another: <c>giao-ban.mkv</c>, <c>giao-ban-part2.mkv</c>, <c>giao-ban-part3.mkv</c>.</summary>
    public static string Next(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        int mark = name.LastIndexOf(Mark, StringComparison.Ordinal);
        bool isPart = mark > 0 && int.TryParse(name.AsSpan(mark + Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        int number = isPart ? int.Parse(name.AsSpan(mark + Mark.Length), CultureInfo.InvariantCulture) + 1 : 2;
        return string.Create(CultureInfo.InvariantCulture, $"{(isPart ? name[..mark] : name)}{Mark}{number}{Path.GetExtension(file)}");
    }
}
