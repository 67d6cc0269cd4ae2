namespace Mcu.Core.Packetizing;

/// <summary>
/// The parameter sets of one kind that a stream has sent, as NAL units. Some senders send them once in 15 s, so they are
/// put before key frames that come without. Bounded in number and size; a further one replaces the oldest.
/// </summary>
/// <param name="slots">How many are kept.</param>
/// <param name="maxLength">The largest that is kept, bytes.</param>
internal sealed class ParameterSetStore(int slots, int maxLength)
{
    private readonly byte[]?[] sets = new byte[]?[slots];
    private readonly int[] lengths = new int[slots];
    private readonly uint[] ids = new uint[slots];
    private int oldest;

    /// <summary>How many are kept.</summary>
    public int Count { get; private set; }

    /// <summary>One of them, below <see cref="Count"/>.</summary>
    public ReadOnlySpan<byte> this[int index] => sets[index].AsSpan(0, lengths[index]);

    /// <summary>Whether exactly these bytes are kept.</summary>
    public bool Contains(ReadOnlySpan<byte> nal)
    {
        for (int i = 0; i < Count; i++)
        {
            if (this[i].SequenceEqual(nal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Keeps one in place of that with the same number; false when it is too large.</summary>
    public bool TryKeep(uint id, ReadOnlySpan<byte> nal)
    {
        if (nal.Length > maxLength)
        {
            return false;
        }

        int at = Array.IndexOf(ids, id, 0, Count);
        if (at < 0)
        {
            at = Count < slots ? Count++ : oldest++ % slots;
        }

        byte[] set = sets[at] ??= new byte[maxLength];
        nal.CopyTo(set);
        lengths[at] = nal.Length;
        ids[at] = id;
        return true;
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;
}
