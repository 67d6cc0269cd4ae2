using System.Diagnostics;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Failover.Processes;

/// <summary>
/// Looks on at whether a room hears another, by this process's clock: what a room is not sent it does not write down, so that its
/// record has no gaps. <see cref="Look"/> is called again and again.
/// </summary>
internal sealed class ToneWatch(DistantRoom room, DistantRoom other)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1) / HeardSound.WindowsPerSecond;

    private TimeSpan seen = room.HeardLength;
    private long lastHeard = Stopwatch.GetTimestamp();
    private int inARow;

    /// <summary>The longest time between two moments in which the tone was heard.</summary>
    public TimeSpan LongestGap { get; private set; }

    /// <summary>Whether it has been heard for a second on end since the last <see cref="BeginAnew"/>.</summary>
    public bool IsHeard => inARow >= HeardSound.WindowsPerSecond;

    /// <summary>Who hears whom, and the gap.</summary>
    public override string ToString() => $"{room.Name} did not hear {other.Name} for {LongestGap.TotalMilliseconds:0} ms";

    /// <summary>What was heard so far counts no more for <see cref="IsHeard"/>.</summary>
    public void BeginAnew() => inARow = 0;

    /// <summary>Takes in what the room has heard since it looked last.</summary>
    public void Look()
    {
        seen = room.HeardLength < seen ? TimeSpan.Zero : seen; // another call has begun
        foreach (bool isHeard in room.HeardSince(seen).Hears(other.Content.Hertz, TimeSpan.Zero))
        {
            seen += Window;
            inARow = isHeard ? inARow + 1 : 0;
            if (isHeard)
            {
                TimeSpan gap = Stopwatch.GetElapsedTime(lastHeard);
                LongestGap = gap > LongestGap ? gap : LongestGap;
                lastHeard = Stopwatch.GetTimestamp();
            }
        }
    }
}
