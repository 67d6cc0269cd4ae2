using Mcu.Core.Time;

namespace Mcu.Node.Loops;

/// <summary>What a <see cref="PeriodicLoop"/> does on each tick, always on the loop's own thread.</summary>
public interface ILoopBody
{
    /// <summary>Does one tick's work.</summary>
    /// <param name="due">When the tick was due: a multiple of the period after the first.</param>
    /// <param name="now">When it began.</param>
    void Tick(Instant due, Instant now);
}
