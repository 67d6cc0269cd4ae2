using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>
/// Bounds what one leg may cost: packets and bits over a generous rate are dropped before they are parsed, so that a
/// flood hurts only the leg that sends it.
/// </summary>
/// <param name="packetsPerSecond">Packets let through in the long run.</param>
/// <param name="bitsPerSecond">Bits let through in the long run.</param>
public sealed class FloodGuard(int packetsPerSecond = 1500, int bitsPerSecond = 16_000_000)
{
    private const double BurstSeconds = 0.25; // a whole key frame at line rate passes

    private TokenBucket packets = new(packetsPerSecond, packetsPerSecond * BurstSeconds);
    private TokenBucket bits = new(bitsPerSecond, bitsPerSecond * BurstSeconds);

    /// <summary>Packets dropped so far.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether a datagram of so many bytes may pass.</summary>
    public bool Admits(int bytes, Instant now)
    {
        if (packets.TryTake(1, now) && bits.TryTake(bytes * 8, now))
        {
            return true;
        }

        Dropped++;
        return false;
    }
}
