namespace Mcu.Core.Buffers;

/// <summary>
/// Hands values from one writer to one reader, where only the newest counts: three places, of which the writer owns
/// one, the reader owns one, and one is in between. Neither ever waits for the other.
/// </summary>
public sealed class NewestSlot<T>(T first, T second, T third)
    where T : class
{
    private readonly T[] places = [first, second, third];
    private int back;
    private int front = 1;
    private int between = 2; // the place's index; the Fresh bit says that the reader has not seen it
    private const int Fresh = 4;

    /// <summary>The place that the writer fills next. Writer's thread only.</summary>
    public T Back => places[back];

    /// <summary>The place that the reader took last. Reader's thread only.</summary>
    public T Front => places[front];

    /// <summary>Publishes <see cref="Back"/>, replacing what the reader has not taken. Writer's thread only.</summary>
    public void Publish() => back = Interlocked.Exchange(ref between, back | Fresh) & ~Fresh;

    /// <summary>Makes the newest value <see cref="Front"/>; false when nothing new came. Reader's thread only.</summary>
    public bool TryTake()
    {
        if ((Volatile.Read(ref between) & Fresh) == 0)
        {
            return false;
        }

        front = Interlocked.Exchange(ref between, front) & ~Fresh;
        return true;
    }
}
