using Mcu.Node.Texts;
using YamlDotNet.RepresentationModel;

namespace Mcu.Node.Configuration;

/// <summary>Collects what is wrong in one file, and remembers where each key stands.</summary>
/// <param name="file">The file as it was named.</param>
internal sealed class ConfigurationErrors(string file)
{
    private readonly List<ConfigurationError> _errors = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <summary>The errors in the order of their lines.</summary>
    public IReadOnlyList<ConfigurationError> ByLine => [.. _errors.OrderBy(error => error.Line)];

    /// <summary>Every key that the readers asked for, present in the file or not.</summary>
    public HashSet<string> KnownKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the file itself gives that key.</summary>
    public bool IsGiven(string key) => _lines.ContainsKey(key);

    public void Remember(string key, YamlNode node) => _lines[key] = LineOf(node);

    public void Add(YamlNode node, string key, Message problem, Message? allowed = null) =>
        _errors.Add(new ConfigurationError(file, LineOf(node), key, problem, allowed));

    /// <summary>An error at the first of the keys that the file gives; at the last one without a line when it gives none.</summary>
    public void AddAt(Message problem, Message? allowed, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (_lines.TryGetValue(key, out int line))
            {
                _errors.Add(new ConfigurationError(file, line, key, problem, allowed));
                return;
            }
        }

        _errors.Add(new ConfigurationError(file, 0, keys[^1], problem, allowed));
    }

    private static int LineOf(YamlNode node) => (int)node.Start.Line;
}
