using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Mcu.Core.Rtp;

namespace Mcu.Node.Net;

/// <summary>
/// An IP address and port as a value, without the allocations of <see cref="IPEndPoint"/>. An IPv4 address is kept as
/// its IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2), so that a peer is equal to itself on sockets of either family.
/// </summary>
public readonly record struct RemoteEndpoint
{
    private const ulong MappedPrefix = 0xFFFFUL << 32;
    private readonly ulong upper;
    private readonly ulong lower;

    private RemoteEndpoint(ulong upper, ulong lower, uint scope, ushort port)
    {
        this.upper = upper;
        this.lower = lower;
        Scope = scope;
        Port = port;
    }

    /// <summary>The UDP or TCP port.</summary>
    public ushort Port { get; }

    /// <summary>Whether the address is an IPv4 one.</summary>
    public bool IsIPv4 => upper == 0 && lower >> 32 == 0xFFFF;

    /// <summary>Whether this is <c>default</c>: no endpoint at all.</summary>
    public bool IsNone => this == default;

    /// <summary>Whether the address is 0.0.0.0 or ::, which stands for every local address.</summary>
    public bool IsAnyAddress => upper == 0 && lower is 0 or MappedPrefix;

    /// <summary>The address.</summary>
    public IPAddress Address
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            WriteAddress(bytes);
            return IsIPv4 ? new IPAddress(bytes[12..]) : new IPAddress(bytes, Scope);
        }
    }

    internal uint Scope { get; }

    /// <summary>An endpoint from an address, of which an IPv4-mapped one becomes IPv4, and a port of 0 to 65535.</summary>
    public static RemoteEndpoint From(IPAddress address, int port)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int written);
        uint scope = address.AddressFamily == AddressFamily.InterNetworkV6 ? (uint)address.ScopeId : 0;
        return written == 4 ? FromIPv4(bytes, checked((ushort)port)) : FromIPv6(bytes, scope, checked((ushort)port));
    }

    /// <summary>An endpoint from the framework's.</summary>
    public static RemoteEndpoint From(IPEndPoint endpoint) => From(endpoint.Address, endpoint.Port);

    /// <summary>Reads <c>192.0.2.1:5060</c> or <c>[2001:db8::1]:5060</c>; the port must be there.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RemoteEndpoint endpoint)
    {
        bool valid = IPEndPoint.TryParse(text ?? string.Empty, out IPEndPoint? parsed) && HasPort(text!);
        endpoint = valid ? From(parsed!) : default;
        return valid;
    }

    /// <summary>The same as Core's type; allocates nothing.</summary>
    public TransportAddress ToTransportAddress() => new(new UInt128(upper, lower), Port);

    /// <summary>The same as the framework's type.</summary>
    public IPEndPoint ToIPEndPoint() => new(Address, Port);

    /// <summary>The same address with another port.</summary>
    public RemoteEndpoint WithPort(int port) => new(upper, lower, Scope, checked((ushort)port));

    /// <summary>Whether both have the same address, whatever the ports.</summary>
    public bool SameAddress(in RemoteEndpoint other) => upper == other.upper && lower == other.lower && Scope == other.Scope;

    /// <inheritdoc/>
    public override string ToString() => ToIPEndPoint().ToString();

    internal static RemoteEndpoint FromIPv4(ReadOnlySpan<byte> address, ushort port) =>
        new(0, MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(address), 0, port);

    internal static RemoteEndpoint FromIPv6(ReadOnlySpan<byte> address, uint scope, ushort port) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(address), BinaryPrimitives.ReadUInt64BigEndian(address[8..]), scope, port);

    internal void WriteAddress(Span<byte> sixteenBytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(sixteenBytes, upper);
        BinaryPrimitives.WriteUInt64BigEndian(sixteenBytes[8..], lower);
    }

    private static bool HasPort(string text) => text.StartsWith('[')
        ? text.Contains("]:", StringComparison.Ordinal)
        : text.AsSpan().Count(':') == 1;
}
