using System.Diagnostics.CodeAnalysis;
using Mcu.Node.Texts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mcu.Node.Configuration;

/// <summary>Turns one YAML file into a <see cref="McuConfiguration"/>, or into everything that is wrong with it.</summary>
public static class ConfigurationLoader
{
    private const int MaxBytes = 1024 * 1024;
    private const int MaxDepth = 32;

    /// <summary>Reads a file, and looks into the files that it names. Never throws for what is in them or for their absence.</summary>
    public static bool TryLoad(
        string path,
        [NotNullWhen(true)] out McuConfiguration? configuration,
        out IReadOnlyList<ConfigurationError> errors)
    {
        configuration = null;
        try
        {
            FileInfo file = new(path);
            if (file.Length > MaxBytes)
            {
                errors = [new ConfigurationError(path, 0, "", Message.Of(ConfigurationTexts.TooLarge, ("limit", MaxBytes / 1024)))];
                return false;
            }

            return TryParse(File.ReadAllText(path), path, CascadeFiles.Check, out configuration, out errors);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors = [new ConfigurationError(path, 0, "", Message.Of(ConfigurationTexts.Unreadable, ("detail", exception.Message)))];
            return false;
        }
    }

    /// <summary>Reads the text of a file; the name is only for the errors.</summary>
    public static bool TryParse(
        string yaml,
        string file,
        [NotNullWhen(true)] out McuConfiguration? configuration,
        out IReadOnlyList<ConfigurationError> errors) => TryParse(yaml, file, static (_, _) => { }, out configuration, out errors);

    private static bool TryParse(
        string yaml,
        string file,
        Action<McuConfiguration, ConfigurationErrors> lookFurther,
        [NotNullWhen(true)] out McuConfiguration? configuration,
        out IReadOnlyList<ConfigurationError> errors)
    {
        ConfigurationErrors found = new(file);
        configuration = Parse(yaml, file, found, out ConfigurationError? unreadable);
        if (configuration is not null)
        {
            lookFurther(configuration, found);
        }

        errors = unreadable is null ? found.ByLine : [unreadable];
        configuration = errors.Count == 0 ? configuration : null;
        return configuration is not null;
    }

    /// <summary>As <see cref="TryParse"/>, with the collector in the caller's hands.</summary>
    internal static McuConfiguration? Parse(string yaml, string file, ConfigurationErrors found, out ConfigurationError? unreadable)
    {
        if (!TryReadYaml(yaml, file, out YamlStream stream, out unreadable))
        {
            return null;
        }

        if (stream.Documents.Count > 1)
        {
            int line = (int)stream.Documents[1].RootNode.Start.Line;
            unreadable = new ConfigurationError(file, line, "", Message.Of(ConfigurationTexts.SeveralDocuments));
            return null;
        }

        McuConfiguration configuration = new ConfigurationReader(found).Read(stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode);
        ConfigurationRules.Check(configuration, found);
        return configuration;
    }

    private static bool TryReadYaml(string yaml, string file, out YamlStream stream, out ConfigurationError? unreadable)
    {
        unreadable = null;
        stream = [];
        if (FindTab(yaml) is { } tab)
        {
            unreadable = new ConfigurationError(file, tab, "", Message.Of(ConfigurationTexts.Tab));
            return false;
        }

        try
        {
            if (FindTooDeep(yaml) is { } line)
            {
                unreadable = new ConfigurationError(file, line, "", Message.Of(ConfigurationTexts.TooDeep, ("limit", MaxDepth)));
                return false;
            }

            stream.Load(new StringReader(yaml));
            return true;
        }
        catch (YamlException exception)
        {
            unreadable = NotYaml(file, (int)Math.Max(exception.Start.Line, exception.End.Line), exception);
            return false;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The library's scanner lets some malformed texts through to its own checks.
            unreadable = NotYaml(file, 0, exception);
            return false;
        }
    }

    /// <summary>The line that a tab indents: the commonest slip in YAML, for which the library names another line.</summary>
    private static int? FindTab(string yaml)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> line in yaml.AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> text = line.TrimStart();
            if (!text.IsEmpty && text[0] != '#' && line[..^text.Length].Contains('\t'))
            {
                return number;
            }
        }

        return null;
    }

    private static ConfigurationError NotYaml(string file, int line, Exception exception)
    {
        string detail = exception.Message.ReplaceLineEndings(" ").TrimEnd('.');
        return new ConfigurationError(file, line, "", Message.Of(ConfigurationTexts.Syntax, ("detail", detail)));
    }

    /// <summary>The line where the text nests too deep: the library builds its tree by recursion, and a stack that is full cannot be caught.</summary>
    private static int? FindTooDeep(string yaml)
    {
        Parser parser = new(new StringReader(yaml));
        for (int depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth)
            {
                return (int)parser.Current.Start.Line;
            }
        }

        return null;
    }
}
