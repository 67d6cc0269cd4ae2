using System.Text.RegularExpressions;

namespace Mcu.Node.Texts;

/// <summary>
/// One message in both languages. Placeholders are named, <c>{conference}</c>; both languages use the same ones (a test sees to it).
/// </summary>
/// <param name="Vi">Vietnamese.</param>
/// <param name="En">English.</param>
public sealed partial record Text(string Vi, string En)
{
    /// <summary>The message as it stands.</summary>
    public string In(Language language) => language == Language.Vietnamese ? Vi : En;

    /// <summary>The message with its placeholders filled in.</summary>
    public string In(Language language, params (string Name, object Value)[] values) =>
        In(language, values.ToDictionary(item => item.Name, item => $"{item.Value}", StringComparer.Ordinal));

    /// <summary>The message with its placeholders filled in; one without a value becomes a dash.</summary>
    public string In(Language language, IReadOnlyDictionary<string, string> values) => Placeholder().Replace(
        In(language), match => values.TryGetValue(match.Groups["name"].Value, out string? value) && value.Length > 0 ? value : "–");

    /// <summary>The names of the placeholders in one language.</summary>
    public IEnumerable<string> Placeholders(Language language) =>
        Placeholder().Matches(In(language)).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
