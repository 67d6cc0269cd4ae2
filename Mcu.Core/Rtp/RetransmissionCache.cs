using System.Buffers.Binary;
using System.Numerics;
using Mcu.Core.Buffers;
using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>How a cache answers a NACK for one packet.</summary>
public enum RetransmissionResult
{
    /// <summary>Here is a copy to send.</summary>
    Resend,

    /// <summary>It is no longer, or never was, in the cache.</summary>
    Unknown,

    /// <summary>It was sent again less than a round trip ago; the answer is still on its way.</summary>
    TooSoon,

    /// <summary>No packet buffer is free.</summary>
    NoBuffer,
}

/// <summary>
/// The last packets that a leg was sent, to answer NACKs (RFC 4585 §6.2.1). It owns the buffers that it keeps; what it
/// gives out is a copy, byte for byte the same, which SRTP's replay protection of the receiver expects.
/// </summary>
public sealed class RetransmissionCache
{
    /// <summary>Packets that are usually kept: about 0.8 s of 1.5 Mbit/s.</summary>
    public const int UsualCapacity = 128;

    private static readonly TimeSpan ShortestRepeat = TimeSpan.FromMilliseconds(10);

    private readonly PacketBuffer?[] packets;
    private readonly Instant[] resentAt;
    private readonly int mask;

    /// <summary>A cache for at least <paramref name="capacity"/> packets.</summary>
    public RetransmissionCache(int capacity = UsualCapacity)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)capacity);
        packets = new PacketBuffer?[size];
        resentAt = new Instant[size];
        mask = size - 1;
    }

    /// <summary>Takes a sent packet into its keeping.</summary>
    public void Keep(PacketBuffer packet)
    {
        int slot = SequenceOf(packet) & mask;
        packets[slot]?.Return();
        packets[slot] = packet;
        resentAt[slot] = Instant.Distant;
    }

    /// <summary>Answers one lost packet; with <see cref="RetransmissionResult.Resend"/> the caller owns the copy.</summary>
    public RetransmissionResult Answer(ushort sequence, TimeSpan roundTrip, Instant now, PacketPool pool, out PacketBuffer? copy)
    {
        copy = null;
        int slot = sequence & mask;
        if (packets[slot] is not { } kept || SequenceOf(kept) != sequence)
        {
            return RetransmissionResult.Unknown;
        }

        TimeSpan quiet = roundTrip > ShortestRepeat ? roundTrip : ShortestRepeat;
        if (now - resentAt[slot] < quiet)
        {
            return RetransmissionResult.TooSoon;
        }

        if (!pool.TryRent(out copy))
        {
            return RetransmissionResult.NoBuffer;
        }

        resentAt[slot] = now;
        kept.Span.CopyTo(copy.Bytes);
        copy.Length = kept.Length;
        copy.At = now;
        return RetransmissionResult.Resend;
    }

    /// <summary>Returns all buffers, at the end of the leg.</summary>
    public void Clear()
    {
        for (int i = 0; i < packets.Length; i++)
        {
            packets[i]?.Return();
            packets[i] = null;
        }
    }

    private static ushort SequenceOf(PacketBuffer packet) => BinaryPrimitives.ReadUInt16BigEndian(packet.Bytes.AsSpan(2));
}
