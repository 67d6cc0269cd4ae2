using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Buffers;

/// <summary>
/// A bounded store of <see cref="PacketBuffer"/>s, shared by all loops without locks. When the bound is reached
/// <see cref="TryRent"/> fails: a flood costs packets, never memory. Buffers are made on first need and then kept, so
/// that nothing is allocated in steady state; the one returned last is rented first, since the cache still holds it.
/// </summary>
/// <remarks>
/// A Treiber stack over slot numbers: the head holds the top slot's number plus one, and a count of removals that
/// tells a slot from the same slot come back (the ABA problem).
/// </remarks>
public sealed class PacketPool(int capacity)
{
    private readonly PacketBuffer?[] buffers = new PacketBuffer?[capacity];
    private readonly int[] below = new int[capacity]; // the slot under each stacked one, plus one; 0 is the bottom
    private long head;
    private int created;
    private int rented;

    /// <summary>How many buffers may exist.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>How many buffers have an owner now.</summary>
    public int Rented => Volatile.Read(ref rented);

    /// <summary>Takes a buffer, or none when all are in use.</summary>
    public bool TryRent([NotNullWhen(true)] out PacketBuffer? buffer)
    {
        if (!TryPop(out int slot) && !TryCreate(out slot))
        {
            buffer = null;
            return false;
        }

        buffer = buffers[slot]!;
        buffer.IsRented = true;
        buffer.Length = 0;
        Interlocked.Increment(ref rented);
        return true;
    }

    internal void Return(PacketBuffer buffer)
    {
        if (!buffer.IsRented)
        {
            throw new InvalidOperationException("A packet buffer was returned twice: it would get two owners.");
        }

        buffer.IsRented = false;
        Interlocked.Decrement(ref rented);
        Push(buffer.Slot);
    }

    private void Push(int slot)
    {
        long seen = Volatile.Read(ref head);
        while (true)
        {
            below[slot] = (int)seen;
            long before = Interlocked.CompareExchange(ref head, (seen & ~0xFFFFFFFFL) | (uint)(slot + 1), seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    private bool TryPop(out int slot)
    {
        long seen = Volatile.Read(ref head);
        while ((slot = (int)seen - 1) >= 0)
        {
            long next = ((seen & ~0xFFFFFFFFL) + (1L << 32)) | (uint)Volatile.Read(ref below[slot]);
            long before = Interlocked.CompareExchange(ref head, next, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    private bool TryCreate(out int slot)
    {
        int seen = Volatile.Read(ref created);
        while ((slot = seen) < Capacity)
        {
            int before = Interlocked.CompareExchange(ref created, seen + 1, seen);
            if (before == seen)
            {
                buffers[slot] = new PacketBuffer(this, slot);
                return true;
            }

            seen = before;
        }

        return false;
    }
}
