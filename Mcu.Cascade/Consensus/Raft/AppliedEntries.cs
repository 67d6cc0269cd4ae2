namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// Which entries the state holds, for whoever waits for its own: the place in the log is known only after the entry was written, and
/// another leader's entry may have taken it since. May be used by any thread.
/// </summary>
internal sealed class AppliedEntries
{
    private const int Remembered = 4096;

    private readonly Lock sync = new();
    private readonly ulong[] indexes = new ulong[Remembered];
    private readonly ulong[] terms = new ulong[Remembered];
    private readonly Dictionary<ulong, List<Waiter>> waiting = [];

    /// <summary>The state holds an entry now.</summary>
    public void Note(ulong index, ulong term)
    {
        List<Waiter>? found;
        lock (sync)
        {
            indexes[index % Remembered] = index;
            terms[index % Remembered] = term;
            waiting.Remove(index, out found);
        }

        foreach (Waiter waiter in found ?? [])
        {
            waiter.Done.TrySetResult(waiter.Term == term);
        }
    }

    /// <summary>Completes when the place is taken: true, by the entry of that term; false, by another, which has put it out of the log.</summary>
    public async Task<bool> WaitAsync(ulong index, ulong term, CancellationToken cancel)
    {
        var waiter = new Waiter(term);
        lock (sync)
        {
            if (indexes[index % Remembered] == index)
            {
                return terms[index % Remembered] == term;
            }

            if (!waiting.TryGetValue(index, out List<Waiter>? list))
            {
                waiting[index] = list = [];
            }

            list.Add(waiter);
        }

        try
        {
            return await waiter.Done.Task.WaitAsync(cancel);
        }
        finally
        {
            Forget(index, waiter);
        }
    }

    private void Forget(ulong index, Waiter waiter)
    {
        lock (sync)
        {
            if (waiting.TryGetValue(index, out List<Waiter>? list) && list.Remove(waiter) && list.Count == 0)
            {
                waiting.Remove(index);
            }
        }
    }

    private sealed class Waiter(ulong term)
    {
        public ulong Term => term;

        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
