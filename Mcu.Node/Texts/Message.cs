namespace Mcu.Node.Texts;

/// <summary>A text with what to put in its placeholders.</summary>
public sealed record Message(Text Text, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>A text with values by placeholder name.</summary>
    public static Message Of(Text text, params (string Name, object Value)[] values) =>
        new(text, values.ToDictionary(item => item.Name, item => $"{item.Value}", StringComparer.Ordinal));

    /// <summary>The whole message in one language.</summary>
    public string In(Language language) => Text.In(language, Values);
}
