using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Mcu.Core.Buffers;

/// <summary>
/// A bounded queue from one writing thread to one reading thread, without locks and without allocation.
/// The writer learns at once when the reader has fallen behind: nothing ever waits.
/// </summary>
public sealed class SpscRing<T>
    where T : notnull
{
    private readonly T?[] slots;
    private readonly int mask;
    private int head; // next to read, written by the reader only
    private int tail; // next to write, written by the writer only

    /// <summary>Makes a ring with room for at least <paramref name="capacity"/> items.</summary>
    public SpscRing(int capacity)
    {
        slots = new T?[BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, capacity))];
        mask = slots.Length - 1;
    }

    /// <summary>How many items wait; exact only on the reader's or writer's thread.</summary>
    public int Count => Volatile.Read(ref tail) - Volatile.Read(ref head);

    /// <summary>Adds an item, or says that there is no room. Writer's thread only.</summary>
    public bool TryWrite(T item)
    {
        int at = tail;
        if (at - Volatile.Read(ref head) >= slots.Length)
        {
            return false;
        }

        slots[at & mask] = item;
        Volatile.Write(ref tail, at + 1);
        return true;
    }

    /// <summary>Takes the oldest item. Reader's thread only.</summary>
    public bool TryRead([NotNullWhen(true)] out T? item)
    {
        int at = head;
        if (at == Volatile.Read(ref tail))
        {
            item = default;
            return false;
        }

        item = slots[at & mask]!;
        slots[at & mask] = default;
        Volatile.Write(ref head, at + 1);
        return true;
    }
}
