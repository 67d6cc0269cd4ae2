using System.CommandLine.Parsing;
using System.Globalization;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Cli;

/// <summary>Parsers of values, whose errors say what is allowed in the operator's language.</summary>
internal static class CliParsers
{
    public static TimeSpan Duration(ArgumentResult result, Language language) =>
        CliValues.TryDuration(Value(result), out TimeSpan value) ? value : Fail<TimeSpan>(result, UsageTexts.AllowedDuration, language);

    public static (uint Width, uint Height) Size(ArgumentResult result, Language language) =>
        CliValues.TrySize(Value(result), out (uint, uint) value) ? value : Fail<(uint, uint)>(result, UsageTexts.AllowedSize, language);

    public static uint Bitrate(ArgumentResult result, Language language) =>
        CliValues.TryBitrate(Value(result), out uint value) ? value : Fail<uint>(result, UsageTexts.AllowedBitrate, language);

    public static Layout? Layout(ArgumentResult result, Language language) =>
        LayoutText.TryParse(Value(result), out Layout? value) ? value : Fail<Layout>(result, UsageTexts.AllowedLayout, language);

    public static double Number(ArgumentResult result, Language language, double min, double max)
    {
        bool ok = double.TryParse(
            Value(result), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        return ok && value >= min && value <= max
            ? value
            : Fail<double>(result, UsageTexts.AllowedNumber, language, ("min", min), ("max", max));
    }

    public static uint Whole(ArgumentResult result, Language language, uint min, uint max) =>
        uint.TryParse(Value(result), NumberStyles.None, CultureInfo.InvariantCulture, out uint value) && value >= min && value <= max
            ? value
            : Fail<uint>(result, UsageTexts.AllowedNumber, language, ("min", min), ("max", max));

    /// <summary>A member of an enum in kebab-case: <c>signal-lost</c>. Members named Unspecified are not offered.</summary>
    public static T Word<T>(ArgumentResult result, Language language)
        where T : struct, Enum => Word<T>(result, Value(result), language);

    /// <summary>As above, for one of several tokens.</summary>
    public static T Word<T>(ArgumentResult result, string word, Language language)
        where T : struct, Enum
    {
        (string Word, T Member)[] all = Words<T>();
        int found = Array.FindIndex(all, item => string.Equals(item.Word, word, StringComparison.OrdinalIgnoreCase));
        return found >= 0 ? all[found].Member : Fail<T>(result, UsageTexts.AllowedWords, language, ("words", Join(all)));
    }

    public static (string Word, T Member)[] Words<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(member => (Kebab($"{member}"), member)).Where(item => item.Item1 is not "unspecified")];

    public static string OneOf(ArgumentResult result, Language language, params string[] words)
    {
        string value = Value(result);
        return words.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? value
            : Fail<string>(result, UsageTexts.AllowedWords, language, ("words", string.Join(", ", words))) ?? words[0];
    }

    public static string Wrong(string value, string symbol, Text allowed, Language language, params (string Name, object Value)[] values) =>
        UsageTexts.WrongValue.In(language, ("value", value), ("symbol", symbol), ("allowed", allowed.In(language, values)));

    private static string Value(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";

    private static T? Fail<T>(ArgumentResult result, Text allowed, Language language, params (string Name, object Value)[] values)
    {
        string symbol = result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
        result.AddError(Wrong(Value(result), symbol, allowed, language, values));
        return default;
    }

    private static string Join<T>((string Word, T Member)[] all) => string.Join(", ", all.Select(item => item.Word));

    private static string Kebab(string name) =>
        string.Concat(name.Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"-{letter}" : $"{letter}")).ToLowerInvariant();
}
