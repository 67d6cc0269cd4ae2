using System.Net;

namespace Mcu.Core.Sip.Messages;

/// <summary>
/// A URI as SIP uses it: sip and sips taken apart (RFC 3261 §19.1), any other scheme kept as text. Immutable.
/// </summary>
public sealed class SipUri
{
    private readonly string text;

    internal SipUri(string text, string scheme, string? user, string host, int? port, SipParameters parameters, string headers)
    {
        this.text = text;
        Scheme = scheme;
        User = user;
        Host = host;
        Port = port;
        Parameters = parameters;
        Headers = headers;
    }

    /// <summary>The scheme in lower case.</summary>
    public string Scheme { get; }

    /// <summary>True for sip and sips, whose parts are known.</summary>
    public bool IsSip => Scheme is "sip" or "sips";

    /// <summary>The user part without escapes and password; null when absent.</summary>
    public string? User { get; }

    /// <summary>The password without escapes; null when absent.</summary>
    public string? Password { get; internal init; }

    /// <summary>Host name or address, an IPv6 address without its brackets; empty for other schemes.</summary>
    public string Host { get; }

    /// <summary>The port when written.</summary>
    public int? Port { get; }

    /// <summary>The URI parameters.</summary>
    public SipParameters Parameters { get; }

    /// <summary>What follows the question mark, still escaped; empty when nothing does.</summary>
    public string Headers { get; }

    /// <summary>sip:user@address:port with an optional transport parameter.</summary>
    public static SipUri For(string? user, IPEndPoint at, SipTransport transport)
    {
        string escaped = string.IsNullOrEmpty(user) ? "" : SipUriEscapes.EscapeUser(user) + "@";
        string uri = $"sip:{escaped}{AddressText.Plain(at)}{(transport == SipTransport.Udp ? "" : ";transport=tcp")}";
        return Parse(uri);
    }

    /// <summary>Reads a URI; false when the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SipUri uri) => SipUriParser.TryParse(text, out uri);

    /// <summary>Reads a URI that is known to be one.</summary>
    /// <exception cref="FormatException">The text is not a URI.</exception>
    public static SipUri Parse(string text) =>
        TryParse(text, out SipUri uri) ? uri : throw new FormatException($"Not a SIP URI: {SipLogText.Escape(text)}");

    /// <summary>The host as an address, when it is one.</summary>
    public bool TryGetAddress(out IPAddress address)
    {
        // A bare number would pass for an address too.
        bool looksLikeOne = Host.Contains(':') || Host.Count(c => c == '.') == 3;
        address = looksLikeOne && IPAddress.TryParse(Host, out IPAddress? parsed) ? parsed : IPAddress.None;
        return looksLikeOne && !address.Equals(IPAddress.None);
    }

    /// <summary>True when both name the same resource by RFC 3261 §19.1.4. The relation is not transitive.</summary>
    public bool IsEquivalentTo(SipUri other) => SipUriComparison.AreEquivalent(this, other);

    /// <summary>The URI as it was written.</summary>
    public override string ToString() => text;
}
