using Mcu.Node.Texts;

namespace Mcu.Node.Configuration;

/// <summary>One thing that is wrong in a configuration file.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">1 for the first line; 0 when no line is to blame.</param>
/// <param name="Key">The key's path, such as <c>conferences[0].size</c>; empty for the file as a whole.</param>
/// <param name="Problem">What was found.</param>
/// <param name="Allowed">What is allowed; null where the problem says it.</param>
public sealed record ConfigurationError(string File, int Line, string Key, Message Problem, Message? Allowed = null)
{
    /// <summary>The whole error on one line: file, line, key, what was found, what is allowed.</summary>
    public string In(Language language)
    {
        string place = Line > 0 ? $"{File}:{Line}: " : $"{File}: ";
        string key = Key.Length > 0 ? Key + ": " : "";
        string allowed = Allowed is null ? "" : $" {ConfigurationTexts.Allowed.In(language)}: {Allowed.In(language)}.";
        return place + key + Problem.In(language).TrimEnd('.') + "." + allowed;
    }

    /// <summary>In English.</summary>
    public override string ToString() => In(Language.English);
}
