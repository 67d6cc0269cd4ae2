using System.Net;

namespace Mcu.Core.Sip.Messages;

/// <summary>Addresses as SIP writes them: without an IPv6 scope, and IPv4 as IPv4 even on a socket for both.</summary>
internal static class AddressText
{
    public static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());

    public static IPEndPoint Plain(IPEndPoint at) => new(Plain(at.Address), at.Port);
}
