using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Mcu.Core.Buffers;

/// <summary>
/// A bounded queue from any number of writing threads to one reading thread, without locks and without allocation.
/// A writer learns at once when there is no room: nothing ever waits. Commands enter a loop through it.
/// </summary>
/// <remarks>Each cell carries a sequence number that says whose turn it is (Dmitry Vyukov's bounded queue).</remarks>
public sealed class MpscRing<T>
    where T : class
{
    private readonly Cell[] cells;
    private readonly int mask;
    private int head; // next to read, the reader's own
    private int tail; // next to write, claimed by writers

    /// <summary>Makes a ring with room for at least <paramref name="capacity"/> items.</summary>
    public MpscRing(int capacity)
    {
        cells = new Cell[BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, capacity))];
        mask = cells.Length - 1;
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i].Turn = i;
        }
    }

    /// <summary>How many items wait; a snapshot, for metrics.</summary>
    public int Count => Math.Max(0, Volatile.Read(ref tail) - Volatile.Read(ref head));

    /// <summary>Adds an item, or says that there is no room. Any thread.</summary>
    public bool TryWrite(T item)
    {
        int at = Volatile.Read(ref tail);
        while (true)
        {
            int turn = Volatile.Read(ref cells[at & mask].Turn) - at;
            if (turn < 0)
            {
                return false;
            }

            int seen = turn == 0 ? Interlocked.CompareExchange(ref tail, at + 1, at) : Volatile.Read(ref tail);
            if (turn == 0 && seen == at)
            {
                cells[at & mask].Item = item;
                Volatile.Write(ref cells[at & mask].Turn, at + 1);
                return true;
            }

            at = seen;
        }
    }

    /// <summary>Takes the oldest item. Reader's thread only.</summary>
    public bool TryRead([NotNullWhen(true)] out T? item)
    {
        ref Cell cell = ref cells[head & mask];
        if (Volatile.Read(ref cell.Turn) != head + 1)
        {
            item = null;
            return false;
        }

        item = cell.Item!;
        cell.Item = null;
        Volatile.Write(ref cell.Turn, head + cells.Length);
        Volatile.Write(ref head, head + 1);
        return true;
    }

    private struct Cell
    {
        public int Turn;
        public T? Item;
    }
}
