using Mcu.Core.Time;

namespace Mcu.Node.Simulate;

/// <summary>
/// Counts even beats from a start and says which are due. A few that were missed are made up for, as sound needs; after a
/// longer stall it goes on with the present.
/// </summary>
internal struct Metronome(Instant start, double beatsPerSecond)
{
    private const long MostToMakeUp = 5;
    private readonly double interval = TimeSpan.TicksPerSecond / beatsPerSecond;
    private long number = -1;

    /// <summary>Takes the next beat that is due; false when none is.</summary>
    public bool TryTake(Instant now, out long beat)
    {
        var due = (long)((now - start).Ticks / interval);
        beat = number = due - number > MostToMakeUp ? due : number + 1;
        if (beat <= due)
        {
            return true;
        }

        number--;
        return false;
    }
}
