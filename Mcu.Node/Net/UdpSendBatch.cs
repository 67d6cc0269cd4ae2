using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mcu.Core.Rtp;
using Mcu.Node.Net.Native;

namespace Mcu.Node.Net;

/// <summary>
/// Packets gathered for one <see cref="UdpPort.SendMany"/>: their bytes lie one after the other, so that neighbors of equal
/// length to one peer need a single message where the kernel cuts segments. One thread uses a batch, for any ports in turn.
/// </summary>
public sealed class UdpSendBatch
{
    /// <summary>The most packets that a batch holds.</summary>
    public const int Capacity = 64;

    /// <summary>The largest packet that a batch takes, in bytes.</summary>
    public const int LargestPacket = Core.Buffers.PacketBuffer.Capacity;

    private readonly byte[] arena = GC.AllocateUninitializedArray<byte>(Capacity * LargestPacket, pinned: true);
    private readonly int[] starts = new int[Capacity + 1];
    private readonly TransportAddress[] destinations = new TransportAddress[Capacity];

    /// <summary>How many packets are in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no packet fits any more.</summary>
    public bool IsFull => Count == Capacity;

    internal MessageList Messages { get; } = new(Capacity);

    /// <summary>Adds a copy of a packet; false when the batch is full or the packet too large.</summary>
    public bool TryAdd(ReadOnlySpan<byte> packet, in TransportAddress to) => TryAdd(packet, [], to);

    /// <summary>
    /// Adds a packet made of a header of its own and a shared payload; false when the batch is full or the packet too
    /// large.
    /// </summary>
    public bool TryAdd(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, in TransportAddress to)
    {
        if (IsFull || header.Length + payload.Length > LargestPacket)
        {
            return false;
        }

        Span<byte> room = Reserve();
        header.CopyTo(room);
        payload.CopyTo(room[header.Length..]);
        Commit(header.Length + payload.Length, to);
        return true;
    }

    /// <summary>
    /// Room of <see cref="LargestPacket"/> bytes for the next packet, to be written in place (by encryption, say) and then
    /// committed. Not when the batch is full.
    /// </summary>
    public Span<byte> Reserve() => arena.AsSpan(starts[Count], LargestPacket);

    /// <summary>Makes the first bytes of what <see cref="Reserve"/> gave the next packet.</summary>
    public void Commit(int length, in TransportAddress to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, LargestPacket);
        destinations[Count] = to;
        starts[Count + 1] = starts[Count] + length;
        Count++;
    }

    /// <summary>Empties the batch.</summary>
    public void Clear() => Count = 0;

    internal int LengthOf(int packet) => starts[packet + 1] - starts[packet];

    internal int BytesBetween(int first, int end) => starts[end] - starts[first];

    internal ref readonly TransportAddress DestinationOf(int packet) => ref destinations[packet];

    // The arena is pinned, so its address holds.
    internal unsafe byte* AddressOf(int packet) =>
        (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(arena)) + starts[packet];
}
