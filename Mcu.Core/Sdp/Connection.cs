using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Mcu.Core.Sdp;

/// <summary>The address family of a c= or o= line.</summary>
public enum SdpAddressType
{
    /// <summary>IPv4.</summary>
    IP4,

    /// <summary>IPv6.</summary>
    IP6,
}

/// <summary>The c= line (RFC 8866 §5.7), without its multicast TTL and count.</summary>
/// <param name="AddressType">IP4 or IP6.</param>
/// <param name="Address">A literal address or a host name.</param>
public sealed record Connection(SdpAddressType AddressType, string Address)
{
    /// <summary>The line for a literal address.</summary>
    public static Connection For(string address) =>
        new(address.Contains(':', StringComparison.Ordinal) ? SdpAddressType.IP6 : SdpAddressType.IP4, address);

    /// <summary>Whether it is <c>0.0.0.0</c> or <c>::</c>: the hold of RFC 2543, "send me nothing".</summary>
    public bool IsUnspecified => TryGetAddress(out IPAddress? address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    /// <summary>The literal address; false for a host name, which we do not resolve.</summary>
    public bool TryGetAddress([NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        bool hasForm = AddressType == SdpAddressType.IP6
            ? Address.Contains(':', StringComparison.Ordinal)
            : Address.AsSpan().Count('.') == 3; // IPAddress also reads "1" and "0x7f.1"
        return hasForm && IPAddress.TryParse(Address, out address);
    }

    internal static bool TryParse(ReadOnlySpan<char> value, [NotNullWhen(true)] out Connection? connection)
    {
        connection = null;
        Span<Range> fields = stackalloc Range[4];
        int count = value.Split(fields, ' ', StringSplitOptions.RemoveEmptyEntries);
        if (count < 3 || !TryParseAddressType(value[fields[0]], value[fields[1]], out SdpAddressType type))
        {
            return false;
        }

        ReadOnlySpan<char> address = value[fields[2]];
        int slash = address.IndexOf('/');
        connection = new Connection(type, (slash < 0 ? address : address[..slash]).ToString());
        return connection.Address.Length > 0;
    }

    internal static bool TryParseAddressType(ReadOnlySpan<char> netType, ReadOnlySpan<char> addressType, out SdpAddressType type)
    {
        type = addressType.Equals("IP6", StringComparison.OrdinalIgnoreCase) ? SdpAddressType.IP6 : SdpAddressType.IP4;
        return netType.Equals("IN", StringComparison.OrdinalIgnoreCase)
            && (type == SdpAddressType.IP6 || addressType.Equals("IP4", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The line's value.</summary>
    public override string ToString() => $"IN {AddressType.ToToken()} {Address}";
}

internal static class SdpAddressTypes
{
    public static string ToToken(this SdpAddressType type) => type == SdpAddressType.IP6 ? "IP6" : "IP4";
}
