using Mcu.Cascade.Media;
using Mcu.Core.Buffers;
using Mcu.Core.Time;

namespace Mcu.Node.Cascade.Media;

/// <summary>
/// The keys of what the other side sends: the newest, and for a second after it the one before, under which packets may still be on
/// their way. The control loop offers them, the receive loop opens packets.
/// </summary>
internal sealed class LinkOpeners : IDisposable
{
    private static readonly TimeSpan FormerLife = TimeSpan.FromSeconds(1);

    private LinkOpener? offered;
    private LinkOpener? current;
    private LinkOpener? former;
    private Instant formerUntil;

    /// <summary>A new key. Control loop's thread.</summary>
    public void Offer(LinkKey key) => Interlocked.Exchange(ref offered, new LinkOpener(key))?.Dispose();

    /// <summary>Opens a packet in place; false when no key fits, and the bytes are worth nothing then.</summary>
    public bool TryOpen(PacketBuffer packet, Instant now, out ulong generation)
    {
        Adopt(now);
        generation = 0;
        if (current is null)
        {
            return false;
        }

        generation = current.Key.Generation;
        if (current.TryOpen(packet))
        {
            return true;
        }

        generation = former?.Key.Generation ?? 0;
        return former?.TryOpen(packet) ?? false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        offered?.Dispose();
        current?.Dispose();
        former?.Dispose();
    }

    private void Adopt(Instant now)
    {
        if (Volatile.Read(ref offered) is not null && Interlocked.Exchange(ref offered, null) is { } next)
        {
            former?.Dispose();
            (former, current) = (current, next);
            formerUntil = now + FormerLife;
        }

        if (former is not null && now >= formerUntil)
        {
            former.Dispose();
            former = null;
        }
    }
}
