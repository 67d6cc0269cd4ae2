using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>Finds what is due among many deadlines that move. An entry whose deadline moved on is put back when it comes up.</summary>
internal sealed class DeadlineQueue
{
    private readonly PriorityQueue<ITimed, long> queue = new();

    /// <summary>No deadline is before this; it may be early.</summary>
    public Instant Next => queue.TryPeek(out _, out long at) ? new Instant(at) : Instant.Never;

    /// <summary>Takes the item's deadline into account after it may have moved.</summary>
    public void Update(ITimed item)
    {
        if (item.Deadline != Instant.Never && item.Deadline < item.QueuedAt)
        {
            item.QueuedAt = item.Deadline;
            queue.Enqueue(item, item.Deadline.Nanoseconds);
        }
    }

    /// <summary>Forgets all deadlines.</summary>
    public void Clear() => queue.Clear();

    /// <summary>Runs everything that is due.</summary>
    public void Run(Instant now)
    {
        while (queue.TryPeek(out ITimed? item, out long at) && at <= now.Nanoseconds)
        {
            queue.Dequeue();
            if (at != item.QueuedAt.Nanoseconds)
            {
                continue; // an earlier entry of the same item came up before
            }

            item.QueuedAt = Instant.Never;
            if (item.Deadline <= now)
            {
                item.OnDeadline(now);
            }

            Update(item);
        }
    }
}
