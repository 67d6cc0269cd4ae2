using System.Buffers.Binary;
using System.Net;

namespace Mcu.Core.Rtp;

/// <summary>An IP address and UDP port as a value, so that comparing a packet's source allocates nothing.</summary>
/// <param name="Address">IPv6, or IPv4 mapped into IPv6 (::ffff:a.b.c.d).</param>
/// <param name="Port">UDP port.</param>
public readonly record struct TransportAddress(UInt128 Address, ushort Port)
{
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    /// <summary>Whether nothing is set.</summary>
    public bool IsNone => Port == 0;

    /// <summary>From an IPv4 address as a number, most significant byte first.</summary>
    public static TransportAddress FromIPv4(uint address, ushort port) => new(new UInt128(0, MappedPrefix | address), port);

    /// <summary>From 16 bytes of IPv6 in network order.</summary>
    public static TransportAddress FromIPv6(ReadOnlySpan<byte> address, ushort port) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(address), port);

    /// <summary>From the framework's type; not for hot paths.</summary>
    public static TransportAddress From(IPAddress address, int port)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        return FromIPv6(bytes, (ushort)port);
    }

    /// <summary>To the framework's type; allocates.</summary>
    public IPEndPoint ToEndPoint()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Address);
        var address = new IPAddress(bytes);
        return new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, Port);
    }

    /// <inheritdoc/>
    public override string ToString() => ToEndPoint().ToString();
}
