using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Srtp;

/// <summary>
/// Whether a stream that was taken up in its middle may be tried with further rollover counters: its sender counts on, and nobody
/// has told us how far. It ends with the first authentic packet; until then a few packets a second may cost that much.
/// </summary>
public sealed class RocSearch
{
    /// <summary>The highest counter tried: 64 wraps are a day of sound, or six hours of a picture of 2 Mbit/s.</summary>
    public const uint Highest = 64;

    private const int AttemptsPerSecond = 10;

    private TokenBucket attempts = new(AttemptsPerSecond, AttemptsPerSecond / 2.0);
    private bool isOver;

    /// <summary>Whether this packet may be tried with all counters.</summary>
    public bool TryBegin(Instant now) => !isOver && attempts.TryTake(1, now);

    /// <summary>A packet was authentic.</summary>
    public void End() => isOver = true;
}
