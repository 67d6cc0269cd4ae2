using System.Text;

namespace Mcu.Core.Sip.Messages;

/// <summary>Parameters of a URI or of a header value, in order; names compare without case.</summary>
public sealed class SipParameters
{
    /// <summary>No parameters.</summary>
    public static readonly SipParameters None = new([]);

    private readonly IReadOnlyList<KeyValuePair<string, string?>> items;

    internal SipParameters(IReadOnlyList<KeyValuePair<string, string?>> items) => this.items = items;

    /// <summary>Name and raw value (quotes kept; null for a flag) of each parameter.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Items => items;

    /// <summary>The value of the first parameter of this name, without quotes; null for a flag or when absent.</summary>
    public string? this[string name] => Find(name) is { Value: { } value } ? SipGrammar.Unquote(value) : null;

    /// <summary>True when the parameter is there, with or without a value.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>These parameters with one set, in its place or at the end.</summary>
    public SipParameters With(string name, string? value)
    {
        var changed = new List<KeyValuePair<string, string?>>(items);
        int at = changed.FindIndex(item => item.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            changed.Add(new(name, value));
        }
        else
        {
            changed[at] = new(name, value);
        }

        return new SipParameters(changed);
    }

    /// <summary>These parameters without one.</summary>
    public SipParameters Without(string name) =>
        new([.. items.Where(item => !item.Key.Equals(name, StringComparison.OrdinalIgnoreCase))]);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach ((string name, string? value) in items)
        {
            text.Append(';').Append(name);
            if (value is not null)
            {
                text.Append('=').Append(value);
            }
        }

        return text.ToString();
    }

    /// <summary>Reads *( SEMI generic-param ) to the end of the cursor's text.</summary>
    internal static bool TryRead(ref SipCursor cursor, out SipParameters parameters)
    {
        parameters = None;
        List<KeyValuePair<string, string?>>? read = null;
        while (cursor.TryTake(';'))
        {
            if (!cursor.TryToken(out ReadOnlySpan<char> name) || !TryValue(ref cursor, out string? value))
            {
                return false;
            }

            read ??= [];
            read.Add(new(name.ToString(), value));
        }

        cursor.SkipSpace();
        parameters = read is null ? None : new SipParameters(read);
        return cursor.AtEnd;
    }

    private static bool TryValue(ref SipCursor cursor, out string? value)
    {
        value = null;
        if (!cursor.TryTake('='))
        {
            return true;
        }

        // generic-param values are tokens, hosts or quoted strings; peers also send bare IPv6 addresses and slashes.
        bool read = cursor.Peek == '"'
            ? cursor.TryQuoted(out ReadOnlySpan<char> raw)
            : cursor.TryBefore(" \t;,\"<>", out raw);
        value = raw.ToString();
        return read;
    }

    private KeyValuePair<string, string?>? Find(string name)
    {
        foreach (KeyValuePair<string, string?> item in items)
        {
            if (item.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return item;
            }
        }

        return null;
    }
}
