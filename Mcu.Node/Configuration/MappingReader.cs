using Mcu.Node.Texts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mcu.Node.Configuration;

/// <summary>
/// Reads the keys of one YAML mapping by name. What is wrong becomes an error and the fallback stands in, so that one
/// reading finds all errors; <see cref="Close"/> refuses the keys that nobody asked for.
/// </summary>
internal sealed class MappingReader
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly List<string> _asked = [];
    private readonly string _path;
    private readonly ConfigurationErrors _errors;

    /// <param name="node">The mapping; null, when absent, has no keys.</param>
    /// <param name="path">The path of the mapping, empty for the file.</param>
    /// <param name="errors">Where errors go.</param>
    public MappingReader(YamlNode? node, string path, ConfigurationErrors errors)
    {
        _path = path;
        _errors = errors;
        if (node is not YamlMappingNode mapping)
        {
            if (node is not null && !IsNull(node))
            {
                AddWrongType(node, path, ConfigurationTexts.Mapping);
            }

            return;
        }

        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            string name = (key as YamlScalarNode)?.Value ?? $"{key}";
            _values[name] = value;
            errors.Remember(PathOf(name), key);
        }
    }

    /// <summary>The path of a key of this mapping.</summary>
    public string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    /// <summary>A value, or the fallback when absent, empty or wrong.</summary>
    public T Read<T>(string key, T fallback, ScalarType<T> type) => TryRead(key, type, out T? value) ? value! : fallback;

    /// <summary>A value that must be there; the fallback stands in after the error.</summary>
    public T ReadRequired<T>(string key, T fallback, ScalarType<T> type, YamlNode owner)
    {
        // An owner that is no mapping at all has its error already.
        if (Find(key) is null && (owner is YamlMappingNode || IsNull(owner)))
        {
            _errors.Add(owner, PathOf(key), Message.Of(ConfigurationTexts.Missing), type.Allowed);
        }

        return TryRead(key, type, out T? value) ? value! : fallback;
    }

    /// <summary>A value, or null when absent, empty or wrong.</summary>
    public T? ReadOptional<T>(string key, ScalarType<T> type)
        where T : class => TryRead(key, type, out T? value) ? value : null;

    /// <summary>As <see cref="ReadOptional"/>, of a value type.</summary>
    public T? ReadValue<T>(string key, ScalarType<T> type)
        where T : struct => TryRead(key, type, out T value) ? value : null;

    /// <summary>The mapping under a key.</summary>
    public MappingReader Section(string key) => new(Find(key), PathOf(key), _errors);

    /// <summary>The entries of the list under a key with their paths; null when the key is absent or empty.</summary>
    public IReadOnlyList<(YamlNode Node, string Path)>? ReadList(string key, int max)
    {
        YamlNode? node = Find(key);
        if (node is YamlSequenceNode sequence)
        {
            if (sequence.Children.Count > max)
            {
                Message allowed = Message.Of(ConfigurationTexts.Count, ("max", max));
                _errors.Add(node, PathOf(key), Message.Of(ConfigurationTexts.TooMany, ("found", sequence.Children.Count)), allowed);
            }

            return [.. sequence.Children.Take(max).Select((child, index) => (child, $"{PathOf(key)}[{index}]"))];
        }

        if (node is not null)
        {
            AddWrongType(node, PathOf(key), ConfigurationTexts.List);
        }

        return null;
    }

    /// <summary>Refuses the keys that were not asked for.</summary>
    public void Close()
    {
        foreach ((string name, YamlNode value) in _values)
        {
            if (!_asked.Contains(name, StringComparer.Ordinal))
            {
                Message allowed = Message.Of(ConfigurationTexts.Keys, ("keys", string.Join(", ", _asked)));
                _errors.Add(value, PathOf(name), Message.Of(ConfigurationTexts.UnknownKey), allowed);
            }
        }
    }

    /// <summary>Reads a node as a single value.</summary>
    public static bool TryReadScalar<T>(YamlNode node, string path, ScalarType<T> type, ConfigurationErrors errors, out T? value)
    {
        value = default;
        if (node is not YamlScalarNode { Value: { } text })
        {
            AddWrongType(node, path, ConfigurationTexts.Scalar, errors);
            return false;
        }

        if (type.TryParse(text, out value))
        {
            return true;
        }

        errors.Add(node, path, Message.Of(ConfigurationTexts.BadValue, ("found", Shorten(text))), type.Allowed);
        return false;
    }

    private bool TryRead<T>(string key, ScalarType<T> type, out T? value)
    {
        value = default;
        return Find(key) is { } node && TryReadScalar(node, PathOf(key), type, _errors, out value);
    }

    /// <summary>The key's node, null when absent or empty; from now on the key is known.</summary>
    private YamlNode? Find(string key)
    {
        if (!_asked.Contains(key, StringComparer.Ordinal))
        {
            _asked.Add(key);
            _errors.KnownKeys.Add(PathOf(key));
        }

        return _values.TryGetValue(key, out YamlNode? node) && !IsNull(node) ? node : null;
    }

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private void AddWrongType(YamlNode node, string path, Text wanted) => AddWrongType(node, path, wanted, _errors);

    private static void AddWrongType(YamlNode node, string path, Text wanted, ConfigurationErrors errors)
    {
        string found = node switch
        {
            YamlMappingNode => "{ }",
            YamlSequenceNode => "[ ]",
            YamlScalarNode scalar => Shorten(scalar.Value ?? ""),
            _ => $"{node.NodeType}",
        };
        errors.Add(node, path, Message.Of(ConfigurationTexts.WrongType, ("found", found)), Message.Of(wanted));
    }

    private static string Shorten(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : line[..60] + "…";
    }
}
