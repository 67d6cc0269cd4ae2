namespace Mcu.Node.Control;

/// <summary>
/// The last events, in a ring. Readers hold a position of their own, so that a slow one costs no memory: it loses the events that the
/// ring has passed over, and is told how many. Thread-safe; publishing never waits.
/// </summary>
public sealed class EventHistory(int capacity = 8192)
{
    private readonly Lock gate = new();
    private readonly ControlEvent[] ring = new ControlEvent[capacity];
    private TaskCompletionSource next = New();
    private long last;

    /// <summary>The number of the newest event; 0: none yet.</summary>
    public long LastSequence
    {
        get
        {
            lock (gate)
            {
                return last;
            }
        }
    }

    /// <summary>Appends an event and wakes the readers; gives its number.</summary>
    public long Publish(
        DateTimeOffset at,
        ControlEventKind kind,
        string? conferenceId = null,
        string? conference = null,
        string? site = null,
        IReadOnlyDictionary<string, string>? details = null)
    {
        TaskCompletionSource waiting;
        long sequence;
        lock (gate)
        {
            sequence = ++last;
            ring[sequence % capacity] = new ControlEvent(sequence, at, kind, conferenceId, conference, site, details ?? EmptyDetails);
            waiting = next;
            next = New();
        }

        waiting.SetResult();
        return sequence;
    }

    /// <summary>The events after a number, at most so many.</summary>
    /// <param name="after">Number of the last event that the reader has.</param>
    /// <param name="limit">Largest number of events to give.</param>
    /// <param name="lost">How many events between them the ring has passed over already.</param>
    public IReadOnlyList<ControlEvent> Read(long after, int limit, out long lost)
    {
        lock (gate)
        {
            long oldest = Math.Max(1, last - capacity + 1);
            long first = Math.Max(after + 1, oldest);
            lost = first - (after + 1);
            int count = (int)Math.Clamp(last - first + 1, 0, limit);
            var events = new ControlEvent[count];
            for (int i = 0; i < count; i++)
            {
                events[i] = ring[(first + i) % capacity];
            }

            return events;
        }
    }

    /// <summary>Waits until there is an event after a number.</summary>
    public Task WaitAsync(long after, CancellationToken cancel)
    {
        lock (gate)
        {
            return last > after ? Task.CompletedTask : next.Task.WaitAsync(cancel);
        }
    }

    private static readonly Dictionary<string, string> EmptyDetails = new(StringComparer.Ordinal);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
