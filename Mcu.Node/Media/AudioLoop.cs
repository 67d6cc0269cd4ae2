using System.Collections.Concurrent;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Media;

/// <summary>The thread that mixes the sound of all conferences, every 20 ms. A late tick is caught up with: sound has no holes.</summary>
public sealed class AudioLoop : ILoopBody, IDisposable
{
    private readonly ConcurrentQueue<(ConferenceAudio Conference, bool Add)> changes = new();
    private readonly List<ConferenceAudio> conferences = [];

    /// <summary>Makes and starts the thread.</summary>
    public AudioLoop(ILoopObserver observer)
    {
        var options = new PeriodicLoopOptions
        {
            Name = "audio", Period = TimeSpan.FromMilliseconds(20), MaxCatchUp = 5, Priority = LoopPriority.High,
        };
        Loop = new PeriodicLoop(options, this, observer);
        Loop.Start();
    }

    /// <summary>The loop, for its statistics.</summary>
    public PeriodicLoop Loop { get; }

    /// <summary>Adds a conference.</summary>
    public void Add(ConferenceAudio conference) => changes.Enqueue((conference, true));

    /// <summary>Takes a conference out and disposes of it, on the loop's thread.</summary>
    public void Remove(ConferenceAudio conference) => changes.Enqueue((conference, false));

    /// <inheritdoc/>
    public void Tick(Instant due, Instant now)
    {
        while (changes.TryDequeue(out (ConferenceAudio Conference, bool Add) change))
        {
            if (change.Add)
            {
                conferences.Add(change.Conference);
            }
            else if (conferences.Remove(change.Conference))
            {
                change.Conference.Dispose();
            }
        }

        foreach (ConferenceAudio conference in conferences)
        {
            conference.Tick(due, now);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Loop.Dispose();
        conferences.ForEach(conference => conference.Dispose());
    }
}
