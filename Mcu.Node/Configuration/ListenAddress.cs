using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Mcu.Node.Configuration;

/// <summary>A literal IP address and a port, written <c>127.0.0.1:5060</c> or <c>[::1]:5060</c>.</summary>
/// <param name="Address">May be the wildcard.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record ListenAddress(IPAddress Address, int Port)
{
    /// <summary>A port on 127.0.0.1.</summary>
    public static ListenAddress Loopback(int port) => new(IPAddress.Loopback, port);

    /// <summary>The same as the framework's type.</summary>
    public IPEndPoint ToEndPoint() => new(Address, Port);

    /// <summary>Whether it stands for all addresses of the machine.</summary>
    public bool IsWildcard => Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any);

    internal static bool TryParse(string text, [NotNullWhen(true)] out ListenAddress? address)
    {
        address = null;
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), out ushort port) || port == 0)
        {
            return false;
        }

        bool isBracketed = text[0] == '[' && text[colon - 1] == ']';
        string host = isBracketed ? text[1..(colon - 1)] : text[..colon];
        if (!TryParseAddress(host, out IPAddress? parsed) || isBracketed != host.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }

        address = new ListenAddress(parsed, port);
        return true;
    }

    internal static bool TryParseAddress(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        // The framework also reads "1" and "0x7f.1" as addresses.
        address = null;
        bool hasForm = text.Contains(':', StringComparison.Ordinal) || text.AsSpan().Count('.') == 3;
        return hasForm && IPAddress.TryParse(text, out address);
    }

    /// <inheritdoc/>
    public override string ToString() => ToEndPoint().ToString();
}
