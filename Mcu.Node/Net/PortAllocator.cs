using Mcu.Core.Randomness;
using Mcu.Core.Time;

namespace Mcu.Node.Net;

/// <summary>
/// Gives out pairs of an even port for RTP and the odd one after it for RTCP (RFC 3550 section 11). Each search starts at a
/// random pair, so that ports are hard to guess; a pair that came back rests before it is given out again, since packets for its
/// last user may still arrive. Not thread-safe: the control loop owns it.
/// </summary>
public sealed class PortAllocator
{
    private readonly PortRange range;
    private readonly IRandomSource random;
    private readonly TimeSpan quarantine;
    private readonly Instant[] freeAt; // Never for a pair that is out

    /// <summary>Makes an allocator with every pair free.</summary>
    public PortAllocator(PortRange range, IRandomSource random, TimeSpan quarantine)
    {
        this.range = range;
        this.random = random;
        this.quarantine = quarantine;
        freeAt = new Instant[range.Pairs];
        Array.Fill(freeAt, Instant.Distant);
    }

    /// <summary>How many pairs there are.</summary>
    public int Capacity => freeAt.Length;

    /// <summary>How many pairs are out.</summary>
    public int Taken { get; private set; }

    /// <summary>Takes a pair and gives its even port; false when every pair is out or rests.</summary>
    public bool TryTake(Instant now, out int evenPort)
    {
        int start = freeAt.Length == 0 ? 0 : (int)(random.NextUInt32() % (uint)freeAt.Length);
        for (int i = 0; i < freeAt.Length; i++)
        {
            int pair = (start + i) % freeAt.Length;
            if (freeAt[pair] <= now)
            {
                freeAt[pair] = Instant.Never;
                Taken++;
                evenPort = range.FirstEven + (2 * pair);
                return true;
            }
        }

        evenPort = 0;
        return false;
    }

    /// <summary>Takes a pair back, by its even port; it rests from now.</summary>
    public void Release(int evenPort, Instant now)
    {
        int pair = (evenPort - range.FirstEven) / 2;
        if (freeAt[pair] != Instant.Never)
        {
            throw new InvalidOperationException($"Port {evenPort} was released twice.");
        }

        freeAt[pair] = now + quarantine;
        Taken--;
    }
}
