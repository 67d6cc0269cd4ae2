using System.Buffers.Binary;
using System.Net;

namespace Mcu.Core.Rtp;

/// <summary>
/// An IP address and port as a value, so that comparing a packet's source allocates nothing. An IPv4 address is kept as
/// its IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2), so that a peer is equal to itself on sockets of either family.
/// </summary>
/// <param name="Address">IPv6, or IPv4 mapped into IPv6 (::ffff:a.b.c.d).</param>
/// <param name="Port">UDP or TCP port.</param>
/// <param name="Scope">The interface of a link-local IPv6 address (RFC 4007); 0 otherwise.</param>
public readonly record struct TransportAddress(UInt128 Address, ushort Port, uint Scope = 0)
{
    private const int AddressLength = 16;
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    /// <summary>Whether nothing is set.</summary>
    public bool IsNone => Port == 0;

    /// <summary>Whether the address is an IPv4 one.</summary>
    public bool IsIPv4 => Address >> 32 == MappedPrefix >> 32;

    /// <summary>From 4 bytes of IPv4 in network order.</summary>
    public static TransportAddress FromIPv4(ReadOnlySpan<byte> address, ushort port) =>
        new(new UInt128(0, MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(address)), port);

    /// <summary>From 16 bytes of IPv6 in network order.</summary>
    public static TransportAddress FromIPv6(ReadOnlySpan<byte> address, uint scope, ushort port) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(address), port, scope);

    /// <summary>From the framework's type; the port is 0 to 65535. Not for hot paths.</summary>
    public static TransportAddress From(IPAddress address, int port)
    {
        Span<byte> bytes = stackalloc byte[AddressLength];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        uint scope = address.IsIPv6LinkLocal ? (uint)address.ScopeId : 0;
        return FromIPv6(bytes, scope, checked((ushort)port));
    }

    /// <summary>From the framework's type; not for hot paths.</summary>
    public static TransportAddress From(IPEndPoint endpoint) => From(endpoint.Address, endpoint.Port);

    /// <summary>The same address with another port.</summary>
    public TransportAddress WithPort(int port) => this with { Port = checked((ushort)port) };

    /// <summary>Writes the address as 16 bytes in network order.</summary>
    public void WriteAddress(Span<byte> sixteenBytes) => BinaryPrimitives.WriteUInt128BigEndian(sixteenBytes, Address);

    /// <summary>To the framework's type; allocates.</summary>
    public IPEndPoint ToEndPoint()
    {
        Span<byte> bytes = stackalloc byte[AddressLength];
        WriteAddress(bytes);
        var address = new IPAddress(bytes, Scope);
        return new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, Port);
    }

    /// <inheritdoc/>
    public override string ToString() => ToEndPoint().ToString();
}
