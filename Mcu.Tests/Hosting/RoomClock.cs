using Mcu.Core.Time;

namespace Mcu.Tests.Hosting;

/// <summary>When something that a room does again and again is due.</summary>
internal sealed class RoomClock(TimeSpan period)
{
    private static readonly TimeSpan CatchUp = TimeSpan.FromMilliseconds(100);
    private Instant next;

    /// <summary>Whether it is due once more. After a pause of the machine it makes up for a little, as a room's sound card does, and leaves out the rest.</summary>
    public bool IsDue(Instant now)
    {
        bool isDue = now >= next;
        next = isDue ? Instant.Later(next + period, now - CatchUp) : next;
        return isDue;
    }
}
