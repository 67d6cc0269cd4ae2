namespace Mcu.Core.Buffers;

/// <summary>
/// One datagram in memory that has exactly one owner at a time: whoever took it from the <see cref="PacketPool"/>,
/// or was handed it, gives it on or returns it.
/// </summary>
public sealed class PacketBuffer
{
    /// <summary>Room for an Ethernet frame's payload, and for the largest RTP packet that we send or take.</summary>
    public const int Capacity = 2048;

    internal PacketBuffer(PacketPool pool, int slot)
    {
        Pool = pool;
        Slot = slot;
    }

    /// <summary>The bytes; only the first <see cref="Length"/> are the packet.</summary>
    public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(Capacity, pinned: true);

    /// <summary>How many bytes the packet has.</summary>
    public int Length { get; set; }

    /// <summary>When the packet came in, or is due to go out.</summary>
    public Time.Instant At { get; set; }

    /// <summary>The packet.</summary>
    public ReadOnlySpan<byte> Span => Bytes.AsSpan(0, Length);

    internal PacketPool Pool { get; }

    internal int Slot { get; }

    internal bool IsRented { get; set; }

    /// <summary>Gives the buffer back to its pool; the caller must not touch it again.</summary>
    public void Return() => Pool.Return(this);
}
