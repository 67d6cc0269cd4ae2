using System.Collections.Concurrent;
using Mcu.Core.Conferences.Media;
using Mcu.Node.Loops;

namespace Mcu.Node.Media;

/// <summary>One decode thread and the sources pinned to it. It is woken when access units wait, and gives each source a turn.</summary>
public sealed class DecodeWorker : IWorkerBody, IDisposable
{
    private readonly ConcurrentQueue<(VideoSource Source, bool Add)> changes = new();
    private readonly List<VideoSource> sources = [];
    private readonly WorkerLoop loop;
    private int pinned;

    /// <summary>Makes and starts the thread.</summary>
    public DecodeWorker(int number, ILoopObserver observer)
    {
        loop = new WorkerLoop($"decode-{number}", this, observer);
        loop.Start();
    }

    /// <summary>Sources pinned here; the next source goes to the worker with the fewest.</summary>
    public int Pinned => Volatile.Read(ref pinned);

    /// <summary>What the thread has measured.</summary>
    public LoopStatistics Statistics => loop.Statistics;

    /// <summary>Says that access units wait. Any thread.</summary>
    public void Wake() => loop.Signal();

    /// <summary>Pins a source to this thread.</summary>
    public void Add(VideoSource source)
    {
        Interlocked.Increment(ref pinned);
        changes.Enqueue((source, true));
        loop.Signal();
    }

    /// <summary>Takes a source off, and disposes of it on this thread. Nobody else may use it any more.</summary>
    public void Remove(VideoSource source)
    {
        Interlocked.Decrement(ref pinned);
        changes.Enqueue((source, false));
        loop.Signal();
    }

    /// <inheritdoc/>
    public void Run()
    {
        ApplyChanges();
        bool more = false;
        foreach (VideoSource source in sources)
        {
            more |= source.Process();
        }

        if (more)
        {
            loop.Signal(); // another run, before which the loop may end and sources may come and go
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        loop.Dispose();
        ApplyChanges();
        sources.ForEach(source => source.Dispose());
    }

    private void ApplyChanges()
    {
        while (changes.TryDequeue(out (VideoSource Source, bool Add) change))
        {
            if (change.Add)
            {
                sources.Add(change.Source);
            }
            else if (sources.Remove(change.Source))
            {
                change.Source.Dispose();
            }
        }
    }
}
