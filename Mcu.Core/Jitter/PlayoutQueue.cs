using Mcu.Core.Buffers;

namespace Mcu.Core.Jitter;

/// <summary>A packet that waits to be played.</summary>
/// <param name="Packet">The packet.</param>
/// <param name="Sequence">Extended sequence number.</param>
/// <param name="Media">Where in the stream it begins, in samples at 48 kHz.</param>
/// <param name="Duration">Samples at 48 kHz.</param>
/// <param name="IsDtx">The sender says that it is silent.</param>
internal readonly record struct QueuedAudio(AudioPacket Packet, long Sequence, long Media, int Duration, bool IsDtx)
{
    public long End => Media + Duration;
}

/// <summary>What became of a packet that was offered to a <see cref="PlayoutQueue"/>.</summary>
internal enum QueueResult
{
    Queued,
    Duplicate,
    Late,
}

/// <summary>
/// Packets in the order of their sequence, at most 128 of them: a ring with one place per sequence number. It owns the
/// buffers in it.
/// </summary>
internal sealed class PlayoutQueue
{
    /// <summary>Places; 1.28 s of the shortest packets that are in use (10 ms).</summary>
    public const int Capacity = 128;

    private readonly QueuedAudio[] places = new QueuedAudio[Capacity];
    private readonly long[] seen = new long[Capacity]; // the last sequence number that came for this place
    private long lowest; // nothing waits below

    public PlayoutQueue() => Reset(0);

    /// <summary>How many packets wait.</summary>
    public int Count { get; private set; }

    /// <summary>The last packet taken or passed over: what comes with this sequence or below is late.</summary>
    public long Cursor { get; private set; }

    /// <summary>Empties the queue, to go on with any sequence number from <paramref name="first"/>.</summary>
    public void Reset(long first)
    {
        DropBefore(long.MaxValue);
        Array.Fill(seen, long.MinValue);
        (lowest, Cursor) = (first, first - 1);
    }

    /// <summary>Has this very packet come already? Known for the last 128.</summary>
    public bool HasSeen(long sequence) => seen[sequence & (Capacity - 1)] == sequence;

    /// <summary>Offers a packet; the caller keeps the buffer unless it was queued.</summary>
    public QueueResult TryAdd(in QueuedAudio audio, out int dropped)
    {
        dropped = 0;
        if (HasSeen(audio.Sequence))
        {
            return QueueResult.Duplicate;
        }

        if (audio.Sequence <= Cursor)
        {
            MarkSeen(audio.Sequence);
            return QueueResult.Late;
        }

        dropped = DropBefore(audio.Sequence - Capacity + 1);
        Cursor = Math.Max(Cursor, audio.Sequence - Capacity); // so that no two packets ever want the same place
        MarkSeen(audio.Sequence);
        places[audio.Sequence & (Capacity - 1)] = audio;
        lowest = Count == 0 ? audio.Sequence : Math.Min(lowest, audio.Sequence);
        Count++;
        return QueueResult.Queued;
    }

    /// <summary>The packet with the lowest sequence number.</summary>
    public bool TryPeek(out QueuedAudio audio)
    {
        audio = default;
        if (Count == 0)
        {
            return false;
        }

        while (places[lowest & (Capacity - 1)].Packet.Buffer is null)
        {
            lowest++;
        }

        audio = places[lowest & (Capacity - 1)];
        return true;
    }

    /// <summary>Takes out what <see cref="TryPeek"/> showed; its buffer goes back to the pool.</summary>
    public void Pop()
    {
        if (!TryPeek(out QueuedAudio audio))
        {
            throw new InvalidOperationException("Pop without a packet.");
        }

        places[lowest & (Capacity - 1)] = default;
        Cursor = lowest++;
        Count--;
        audio.Packet.Buffer.Return();
    }

    /// <summary>Frees everything below a sequence number; returns how many packets that cost.</summary>
    public int DropBefore(long sequence)
    {
        int dropped = 0;
        while (TryPeek(out QueuedAudio audio) && audio.Sequence < sequence)
        {
            Pop();
            dropped++;
        }

        return dropped;
    }

    // A late packet must not wipe out what a newer one has written in the same place.
    private void MarkSeen(long sequence)
    {
        ref long place = ref seen[sequence & (Capacity - 1)];
        place = Math.Max(place, sequence);
    }
}
