using Mcu.Core.Time;

namespace Mcu.Core.Jitter;

/// <summary>A sequence number that has not come though later ones have.</summary>
internal struct Hole
{
    private const int MaxRequests = 3;
    private static readonly TimeSpan Reordering = TimeSpan.FromMilliseconds(5); // what mere reordering is given
    private static readonly TimeSpan ShortestRepeat = TimeSpan.FromMilliseconds(20);

    /// <summary>When it showed.</summary>
    public Instant Since;

    /// <summary>When it was last asked for.</summary>
    public Instant AskedAt;

    /// <summary>How often it was asked for.</summary>
    public int Asked;

    /// <summary>Whether it is time to ask for it, again or at all.</summary>
    public readonly bool IsDue(Instant now, TimeSpan roundTrip)
    {
        TimeSpan repeat = roundTrip > ShortestRepeat ? roundTrip : ShortestRepeat;
        return Asked == 0 ? now - Since >= Reordering : Asked < MaxRequests && now - AskedAt >= repeat;
    }
}
