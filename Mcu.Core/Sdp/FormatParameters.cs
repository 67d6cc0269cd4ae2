namespace Mcu.Core.Sdp;

/// <summary>
/// The parameters of an <c>a=fmtp</c> line as name and value, read with the tolerance that rooms need: blanks
/// anywhere, any case, empty and repeated parameters (the first counts).
/// </summary>
public sealed class FormatParameters
{
    /// <summary>No parameters.</summary>
    public static readonly FormatParameters None = new([]);

    private readonly List<KeyValuePair<string, string>> _parameters;

    private FormatParameters(List<KeyValuePair<string, string>> parameters) => _parameters = parameters;

    /// <summary>The value of a parameter; the empty string for a bare word.</summary>
    public string? Find(string name)
    {
        foreach ((string key, string value) in _parameters)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A parameter that is a number not below zero; null when absent or malformed.</summary>
    public int? FindNumber(string name) => int.TryParse(Find(name), out int number) && number >= 0 ? number : null;

    /// <summary>Whether a parameter is <c>1</c>.</summary>
    public bool IsSet(string name) => FindNumber(name) == 1;

    internal static FormatParameters Parse(ReadOnlySpan<char> value)
    {
        List<KeyValuePair<string, string>> parameters = [];
        foreach (Range range in value.Split(';'))
        {
            ReadOnlySpan<char> parameter = value[range].Trim();
            int equals = parameter.IndexOf('=');
            ReadOnlySpan<char> name = (equals < 0 ? parameter : parameter[..equals]).TrimEnd();
            if (!name.IsEmpty)
            {
                parameters.Add(new(name.ToString(), equals < 0 ? "" : parameter[(equals + 1)..].Trim().ToString()));
            }
        }

        return parameters.Count == 0 ? None : new FormatParameters(parameters);
    }
}
