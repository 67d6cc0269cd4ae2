using System.Collections.Concurrent;

namespace Mcu.Core.Buffers;

/// <summary>
/// A bounded store of <see cref="PacketBuffer"/>s, shared by all loops. When the bound is reached <see cref="TryRent"/>
/// fails: a flood costs packets, never memory.
/// </summary>
public sealed class PacketPool(int capacity)
{
    private readonly ConcurrentBag<PacketBuffer> idle = [];
    private int created;
    private int rented;

    /// <summary>How many buffers may exist.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>How many buffers have an owner now.</summary>
    public int Rented => Volatile.Read(ref rented);

    /// <summary>Takes a buffer, or none when all are in use.</summary>
    public bool TryRent([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PacketBuffer? buffer)
    {
        if (!idle.TryTake(out buffer) && !TryCreate(out buffer))
        {
            return false;
        }

        Interlocked.Increment(ref rented);
        buffer.Length = 0;
        return true;
    }

    internal void Return(PacketBuffer buffer)
    {
        Interlocked.Decrement(ref rented);
        idle.Add(buffer);
    }

    private bool TryCreate([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PacketBuffer? buffer)
    {
        buffer = null;
        if (Interlocked.Increment(ref created) > Capacity)
        {
            Interlocked.Decrement(ref created);
            return false;
        }

        buffer = new PacketBuffer(this);
        return true;
    }
}
