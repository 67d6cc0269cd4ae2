using System.Buffers.Binary;
using Mcu.Core.Rtp;

namespace Mcu.Node.Net.Native;

/// <summary>struct sockaddr_in and sockaddr_in6 as bytes (ip(7), ipv6(7)).</summary>
internal static class NativeAddress
{
    /// <summary>AF_INET.</summary>
    public const int IPv4 = 2;

    /// <summary>AF_INET6.</summary>
    public const int IPv6 = 10;

    /// <summary>Room for either family.</summary>
    public const int Capacity = 28;

    private const int LengthIPv4 = 16;

    /// <summary>
    /// Writes an endpoint for a socket of the family, and gives the length. An IPv4 endpoint goes to an IPv6 socket in
    /// its mapped form.
    /// </summary>
    public static int Write(Span<byte> bytes, in TransportAddress endpoint, int family)
    {
        bytes[..Capacity].Clear();
        BitConverter.TryWriteBytes(bytes, (ushort)family);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], endpoint.Port);
        if (family == IPv6)
        {
            endpoint.WriteAddress(bytes[8..]);
            BitConverter.TryWriteBytes(bytes[24..], endpoint.Scope);
            return Capacity;
        }

        Span<byte> address = stackalloc byte[16];
        endpoint.WriteAddress(address);
        address[12..].CopyTo(bytes[4..]);
        return LengthIPv4;
    }

    /// <summary>Reads what the kernel wrote.</summary>
    public static TransportAddress Read(ReadOnlySpan<byte> bytes)
    {
        ushort port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return BitConverter.ToUInt16(bytes) switch
        {
            IPv4 => TransportAddress.FromIPv4(bytes[4..], port),
            IPv6 => TransportAddress.FromIPv6(bytes[8..], BitConverter.ToUInt32(bytes[24..]), port),
            _ => default,
        };
    }
}
