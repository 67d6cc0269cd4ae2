using System.Collections.Concurrent;
using Mcu.Node.Loops;
using Mcu.Node.Simulate.Pictures;

namespace Mcu.Node.Simulate.Media;

/// <summary>A thread that decodes for some rooms.</summary>
internal sealed class WatchWorker : IWorkerBody, IDisposable
{
    private readonly ConcurrentQueue<(DecodingReceiver Receiver, bool Add)> changes = new();
    private readonly List<DecodingReceiver> receivers = [];
    private readonly WorkerLoop loop;

    /// <summary>Makes and starts the thread.</summary>
    public WatchWorker(int number, ILoopObserver observer)
    {
        loop = new WorkerLoop($"watch-{number}", this, observer);
        loop.Start();
    }

    /// <summary>Says that access units wait. Any thread.</summary>
    public void Wake() => loop.Signal();

    /// <summary>Takes a room on.</summary>
    public void Add(DecodingReceiver receiver) => Change(receiver, add: true);

    /// <summary>Lets a room go and frees what it has. Nobody else may use it any more.</summary>
    public void Remove(DecodingReceiver receiver) => Change(receiver, add: false);

    /// <inheritdoc/>
    public void Run()
    {
        ApplyChanges();
        bool more = true;
        while (more)
        {
            more = false;
            foreach (DecodingReceiver receiver in receivers)
            {
                more |= receiver.Process(static () => MonotonicClock.Now);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        loop.Dispose();
        ApplyChanges();
        receivers.ForEach(receiver => receiver.Dispose());
    }

    private void Change(DecodingReceiver receiver, bool add)
    {
        changes.Enqueue((receiver, add));
        loop.Signal();
    }

    private void ApplyChanges()
    {
        while (changes.TryDequeue(out (DecodingReceiver Receiver, bool Add) change))
        {
            if (change.Add)
            {
                receivers.Add(change.Receiver);
            }
            else if (receivers.Remove(change.Receiver))
            {
                change.Receiver.Dispose();
            }
        }
    }
}
