using Mcu.Core.Time;

namespace Mcu.Node.Loops;

/// <summary>
/// Decides how long a body that keeps throwing is held back: not at all for the first faults in a row, then 100 ms,
/// doubling up to 5 s. One success forgives everything.
/// </summary>
public sealed class FaultBackoff
{
    private const int Tolerated = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private int consecutive;
    private Instant resume = Instant.Distant;

    /// <summary>Whether the body may run.</summary>
    public bool MayRun(Instant now) => now >= resume;

    /// <summary>The body ran without an exception.</summary>
    public void OnSuccess() => consecutive = 0;

    /// <summary>The body threw; how long it is held back.</summary>
    public TimeSpan OnFault(Instant now)
    {
        consecutive++;
        if (consecutive <= Tolerated)
        {
            return TimeSpan.Zero;
        }

        int doublings = Math.Min(consecutive - Tolerated - 1, 10);
        TimeSpan pause = FirstPause * (1 << doublings);
        pause = pause < LongestPause ? pause : LongestPause;
        resume = now + pause;
        return pause;
    }
}
