namespace Mcu.Core.Sdp;

/// <summary>An a= line as it stands; the typed views of <see cref="MediaDescription"/> read from these.</summary>
/// <param name="Name">Before the colon.</param>
/// <param name="Value">After the colon; null for a flag such as <c>a=rtcp-mux</c>.</param>
public sealed record SdpAttribute(string Name, string? Value = null)
{
    internal static SdpAttribute Parse(ReadOnlySpan<char> line)
    {
        int colon = line.IndexOf(':');
        return colon < 0
            ? new SdpAttribute(line.ToString())
            : new SdpAttribute(line[..colon].ToString(), line[(colon + 1)..].ToString());
    }

    /// <summary>The line's value.</summary>
    public override string ToString() => Value is null ? Name : $"{Name}:{Value}";
}

internal static class SdpAttributeLists
{
    /// <summary>The values of all attributes of that name; a flag gives the empty string.</summary>
    public static IEnumerable<string> ValuesOf(this IReadOnlyList<SdpAttribute> attributes, string name)
    {
        foreach (SdpAttribute attribute in attributes)
        {
            if (attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                yield return attribute.Value ?? "";
            }
        }
    }

    public static string? FirstValueOf(this IReadOnlyList<SdpAttribute> attributes, string name) =>
        attributes.ValuesOf(name).FirstOrDefault();

    public static bool Has(this IReadOnlyList<SdpAttribute> attributes, string name) =>
        attributes.FirstValueOf(name) is not null;

    public static MediaDirection? FindDirection(this IReadOnlyList<SdpAttribute> attributes)
    {
        foreach (SdpAttribute attribute in attributes)
        {
            if (attribute.Value is null && MediaDirections.TryParse(attribute.Name, out MediaDirection direction))
            {
                return direction;
            }
        }

        return null;
    }
}
