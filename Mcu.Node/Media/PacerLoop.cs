using System.Collections.Concurrent;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Media;

/// <summary>The thread that numbers, paces, sends and re-sends the pictures of all legs, every 5 ms: two or three packets of a leg in one system call.</summary>
public sealed class PacerLoop : ILoopBody, IDisposable
{
    private readonly ConcurrentQueue<(VideoSendPath Path, bool Add)> changes = new();
    private readonly List<VideoSendPath> paths = [];

    /// <summary>Makes and starts the thread.</summary>
    public PacerLoop(ILoopObserver observer)
    {
        var options = new PeriodicLoopOptions { Name = "pacer", Period = TimeSpan.FromMilliseconds(5), Priority = LoopPriority.High };
        Loop = new PeriodicLoop(options, this, observer);
        Loop.Start();
    }

    /// <summary>The loop, for its statistics.</summary>
    public PeriodicLoop Loop { get; }

    /// <summary>Adds a leg's pictures.</summary>
    public void Add(VideoSendPath path) => changes.Enqueue((path, true));

    /// <summary>Takes a leg out that nobody else uses any more; what it holds is returned.</summary>
    public void Remove(VideoSendPath path)
    {
        path.Close();
        changes.Enqueue((path, false));
    }

    /// <inheritdoc/>
    public void Tick(Instant due, Instant now)
    {
        while (changes.TryDequeue(out (VideoSendPath Path, bool Add) change))
        {
            Apply(change.Path, change.Add, now);
        }

        foreach (VideoSendPath path in paths)
        {
            path.Send(now);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Loop.Dispose();
        paths.ForEach(path => path.Close());
        Tick(MonotonicClock.Now, MonotonicClock.Now);
    }

    private void Apply(VideoSendPath path, bool add, Instant now)
    {
        if (add)
        {
            paths.Add(path);
        }
        else
        {
            paths.Remove(path);
            path.Send(now); // closed: lets go of what it holds
        }
    }
}
