using Mcu.Core.Time;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>
/// Frame rate and freezes of what a room gets, while it is armed: from when all have joined until the first leaves. One
/// thread notes pictures, another arms; each field has one writer.
/// </summary>
internal sealed class PictureRhythm(TimeSpan freeze)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private long armedAt = Instant.Never.Nanoseconds;
    private long disarmedAt = Instant.Never.Nanoseconds;
    private long frames;
    private long changedAt = Instant.Distant.Nanoseconds;
    private int freezes;
    private long longest;
    private long excusedUntil = Instant.Distant.Nanoseconds;

    /// <summary>How long no picture came.</summary>
    public GapMeter Gaps { get; } = new();

    /// <summary>Begins to count.</summary>
    public void Arm(Instant now)
    {
        Volatile.Write(ref disarmedAt, Instant.Never.Nanoseconds);
        Volatile.Write(ref armedAt, now.Nanoseconds);
    }

    /// <summary>Ends counting. What was still at the end counts up to it.</summary>
    public void Disarm(Instant now)
    {
        if (now.Nanoseconds < Volatile.Read(ref disarmedAt))
        {
            Volatile.Write(ref disarmedAt, now.Nanoseconds);
        }
    }

    /// <summary>No freeze counts until <see cref="Expect"/>: somebody has taken the picture away on purpose.</summary>
    public void Excuse() => Volatile.Write(ref excusedUntil, Instant.Never.Nanoseconds);

    /// <summary>Freezes count again.</summary>
    public void Expect(Instant now) => Volatile.Write(ref excusedUntil, now.Nanoseconds);

    /// <summary>Whether what happens now counts. Any thread.</summary>
    public bool Counts(Instant now) => now.Nanoseconds >= Volatile.Read(ref armedAt) && now.Nanoseconds <= Volatile.Read(ref disarmedAt);

    /// <summary>A picture came; whether it differs from the one before.</summary>
    public void Note(bool isChanged, Instant now)
    {
        Gaps.Note(now);
        if (!Counts(now))
        {
            changedAt = isChanged ? now.Nanoseconds : changedAt;
            return;
        }

        Volatile.Write(ref frames, frames + 1);
        if (isChanged)
        {
            Judge(now);
            Volatile.Write(ref changedAt, now.Nanoseconds);
        }
    }

    /// <summary>Pictures per second; null before a second was counted.</summary>
    public double? FramesPerSecond(Instant now)
    {
        TimeSpan time = End(now) - new Instant(Volatile.Read(ref armedAt));
        return time >= Shortest ? Volatile.Read(ref frames) / time.TotalSeconds : null;
    }

    /// <summary>Times in which the picture stood still for too long, and the longest of them.</summary>
    public (int Count, TimeSpan Longest) Freezes(Instant now)
    {
        TimeSpan open = End(now) - Since();
        TimeSpan most = new(Volatile.Read(ref longest));
        return open > freeze && Volatile.Read(ref frames) > 0
            ? (Volatile.Read(ref freezes) + 1, open > most ? open : most)
            : (Volatile.Read(ref freezes), most);
    }

    /// <summary>The end of what counts: now, unless it was disarmed.</summary>
    public Instant End(Instant now) => Instant.Earlier(now, new Instant(Volatile.Read(ref disarmedAt)));

    private Instant Since() => Instant.Later(
        Instant.Later(new Instant(Volatile.Read(ref changedAt)), new Instant(Volatile.Read(ref armedAt))), new Instant(Volatile.Read(ref excusedUntil)));

    private void Judge(Instant now)
    {
        TimeSpan still = now - Since();
        if (still > freeze)
        {
            Volatile.Write(ref freezes, freezes + 1);
            Volatile.Write(ref longest, Math.Max(longest, still.Ticks));
        }
    }
}
