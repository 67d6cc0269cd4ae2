using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Mcu.Cascade.Identity;

/// <summary>
/// A node's id, <c>node.id</c> in its configuration, and the URI that pins it to a certificate: <c>urn:mcu:node:khanh-son</c>, a
/// subjectAltName of type URI (RFC 5280 section 4.2.1.6). Host names and addresses say nothing about who a node is: they change.
/// </summary>
public static class NodeId
{
    /// <summary>What comes before the id in the URI.</summary>
    public const string UriPrefix = "urn:mcu:node:";

    private const int MaxLength = 32;
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>1 to 32 lower-case letters, digits and hyphens, with at least one letter.</summary>
    public static bool IsValid([NotNullWhen(true)] string? id) =>
        id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Letters) && id.Any(char.IsAsciiLetter);

    /// <summary>The URI of an id.</summary>
    public static Uri UriOf(string id)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(IsValid(id), false);
        return new Uri(UriPrefix + id);
    }

    /// <summary>The id in a URI; false when it is a URI of another kind, or its id is none.</summary>
    public static bool TryParseUri(string uri, [NotNullWhen(true)] out string? id)
    {
        id = uri.StartsWith(UriPrefix, StringComparison.Ordinal) ? uri[UriPrefix.Length..] : null;
        return IsValid(id);
    }
}
