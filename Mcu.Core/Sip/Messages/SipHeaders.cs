namespace Mcu.Core.Sip.Messages;

/// <summary>One header line: its name in the long form and its value, unfolded and trimmed.</summary>
/// <param name="Name">The header's name.</param>
/// <param name="Value">The value as text.</param>
public readonly record struct SipHeader(string Name, string Value);

/// <summary>The headers of a message in order. Names compare without case.</summary>
public sealed class SipHeaders
{
    private readonly List<SipHeader> items = [];

    /// <summary>How many header lines there are.</summary>
    public int Count => items.Count;

    /// <summary>All header lines.</summary>
    public IReadOnlyList<SipHeader> Items => items;

    /// <summary>The value of the first line of this name; null when absent.</summary>
    public string? this[string name]
    {
        get
        {
            int at = IndexOf(name);
            return at < 0 ? null : items[at].Value;
        }
    }

    /// <summary>How many lines have this name.</summary>
    public int CountOf(string name) => items.Count(item => IsNamed(item, name));

    /// <summary>Adds a line at the end.</summary>
    /// <exception cref="ArgumentException">The value holds a line break, which would forge a header.</exception>
    public SipHeaders Add(string name, string value)
    {
        if (value.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new ArgumentException($"A header value holds a line break: {SipLogText.Escape(value)}", nameof(value));
        }

        items.Add(new SipHeader(name, value));
        return this;
    }

    /// <summary>Gives the first line of this name a new value, or adds one.</summary>
    public void Set(string name, string value)
    {
        int at = IndexOf(name);
        if (at < 0)
        {
            Add(name, value);
        }
        else
        {
            items[at] = new SipHeader(items[at].Name, value);
        }
    }

    /// <summary>Takes all lines of this name away.</summary>
    public void Remove(string name) => items.RemoveAll(item => IsNamed(item, name));

    /// <summary>The values of a header that may be a list: of all its lines, taken apart at commas outside quotes and brackets.</summary>
    public IReadOnlyList<string> List(string name)
    {
        var values = new List<string>();
        foreach (SipHeader item in items)
        {
            if (IsNamed(item, name))
            {
                Split(item.Value, values);
            }
        }

        return values;
    }

    /// <summary>True when the header's list has this token, such as an option tag or a method.</summary>
    public bool Lists(string name, string token)
    {
        foreach (string value in List(name))
        {
            if (value.Equals(token, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNamed(SipHeader item, string name) => item.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static void Split(string line, List<string> values)
    {
        ReadOnlySpan<char> rest = line;
        while (!rest.IsEmpty)
        {
            int length = SipGrammar.FirstElementLength(rest);
            values.Add(rest[..length].Trim(" \t").ToString());
            if (length == rest.Length)
            {
                return;
            }

            rest = rest[(length + 1)..];
            if (rest.Trim(" \t").IsEmpty)
            {
                values.Add("");
                return;
            }
        }
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < items.Count; i++)
        {
            if (IsNamed(items[i], name))
            {
                return i;
            }
        }

        return -1;
    }
}
