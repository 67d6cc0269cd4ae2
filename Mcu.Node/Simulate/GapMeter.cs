using Mcu.Core.Time;

namespace Mcu.Node.Simulate;

/// <summary>The longest time in which nothing came, since somebody began to look. One thread notes what comes, another begins and asks.</summary>
internal sealed class GapMeter
{
    private long begunAt = Instant.Never.Nanoseconds;
    private long measuredFrom = Instant.Never.Nanoseconds; // the beginning that the longest gap belongs to
    private long lastAt = Instant.Never.Nanoseconds;
    private long longest;

    /// <summary>Looks from now on. A gap that began before counts as a whole.</summary>
    public void Begin(Instant now) => Volatile.Write(ref begunAt, now.Nanoseconds);

    /// <summary>Something came.</summary>
    public void Note(Instant now)
    {
        long begun = Volatile.Read(ref begunAt);
        if (begun != measuredFrom)
        {
            Volatile.Write(ref longest, 0);
            Volatile.Write(ref measuredFrom, begun);
        }

        if (lastAt != Instant.Never.Nanoseconds)
        {
            Volatile.Write(ref longest, Math.Max(longest, now.Nanoseconds - lastAt));
        }

        Volatile.Write(ref lastAt, now.Nanoseconds);
    }

    /// <summary>The longest gap since the beginning, one that still lasts included; zero when nothing ever came, or nobody looks.</summary>
    public TimeSpan Longest(Instant now)
    {
        long last = Volatile.Read(ref lastAt);
        long begun = Volatile.Read(ref begunAt);
        if (last == Instant.Never.Nanoseconds || begun == Instant.Never.Nanoseconds)
        {
            return TimeSpan.Zero;
        }

        long closed = Volatile.Read(ref measuredFrom) == begun ? Volatile.Read(ref longest) : 0;
        return TimeSpan.FromMicroseconds(Math.Max(closed, now.Nanoseconds - last) / 1000);
    }

    /// <summary>Whether anything came since a moment.</summary>
    public bool CameSince(Instant moment) => Volatile.Read(ref lastAt) is var last && last != Instant.Never.Nanoseconds && last >= moment.Nanoseconds;
}
