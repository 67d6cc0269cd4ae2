using Mcu.Cascade.Media;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Node.Cascade.Media;

/// <summary>
/// Probes UDP each 100 ms towards every address that the other side may have: those that it named, and the one that its own
/// probes come from (it may sit behind NAT). Sends and receives on the receive loop's thread.
/// </summary>
/// <param name="path">What the link's senders share.</param>
internal sealed class LinkProber(LinkPath path) : IDisposable
{
    private const int NumberBits = 48;
    private const int ReflexivePlace = ProbeNumbers.Candidates - 1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly byte[] packet = new byte[ProbePacket.Length];
    private readonly byte[] room = new byte[ProbePacket.Length + LinkSealer.Overhead];
    private readonly LinkSealerSlot sealer = new();
    private Targets targets = new([], default);
    private Instant nextAt = Instant.Distant;
    private ulong round;
    private long seen; // number in the low 48 bits, generation above

    /// <summary>The round that was sent last. Any thread.</summary>
    public ulong Round => Volatile.Read(ref round);

    /// <summary>Takes the addresses that the other side named. Control loop's thread.</summary>
    public void Offer(IReadOnlyList<TransportAddress> candidates)
    {
        Targets before = Volatile.Read(ref targets);
        Targets seenNow;
        while (!ReferenceEquals(seenNow = Interlocked.CompareExchange(ref targets, before with { Named = candidates }, before), before))
        {
            before = seenNow;
        }
    }

    /// <summary>The newest probe of the other side that reached this one; 0 when none has. Any thread.</summary>
    /// <param name="newestGeneration">Of the other side's newest key.</param>
    /// <param name="generation">Of the key that the probe came under.</param>
    public ulong Seen(ulong newestGeneration, out ulong generation)
    {
        ulong packed = (ulong)Volatile.Read(ref seen);
        ulong behind = (newestGeneration - (packed >> NumberBits)) & (ulong.MaxValue >> NumberBits);
        generation = newestGeneration - behind;
        return packed & ((1UL << NumberBits) - 1);
    }

    /// <summary>Where a probe of ours went; none when that address is gone. Any thread.</summary>
    public TransportAddress TargetOf(ulong number)
    {
        Targets all = Volatile.Read(ref targets);
        int place = ProbeNumbers.CandidateOf(number);
        return place < all.Named.Count ? all.Named[place] : place == ReflexivePlace ? all.Reflexive : default;
    }

    /// <summary>Where the other side's probes come from; none before the first.</summary>
    public TransportAddress Reflexive => Volatile.Read(ref targets).Reflexive;

    /// <summary>Takes a probe that was authentic.</summary>
    public void OnProbe(ulong number, ulong generation, in TransportAddress from)
    {
        ulong newest = (ulong)seen & ((1UL << NumberBits) - 1);
        if (number <= newest || number >> NumberBits != 0)
        {
            return;
        }

        Volatile.Write(ref seen, (long)((generation << NumberBits) | number));
        Targets all = Volatile.Read(ref targets);
        if (all.Reflexive != from)
        {
            Interlocked.CompareExchange(ref targets, all with { Reflexive = from }, all); // lost against an offer: the next probe
        }
    }

    /// <summary>Sends a round when it is time.</summary>
    public void OnTick(Instant now)
    {
        if (now < nextAt)
        {
            return;
        }

        nextAt = now + Interval;
        Volatile.Write(ref round, round + 1);
        Targets all = Volatile.Read(ref targets);
        Send(ReflexivePlace, all.Named.Contains(all.Reflexive) ? default : all.Reflexive);
        for (int place = all.Named.Count - 1; place >= 0; place--)
        {
            Send(place, all.Named[place]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => sealer.Dispose();

    private void Send(int place, in TransportAddress target)
    {
        if (target.IsNone)
        {
            return;
        }

        int length = ProbePacket.Write(packet, ProbeNumbers.Of(round, place));
        length = sealer.Of(path.NewestKey).Seal(packet.AsSpan(0, length), room);
        path.Port.TrySend(room.AsSpan(0, length), target);
    }

    private sealed record Targets(IReadOnlyList<TransportAddress> Named, TransportAddress Reflexive);
}
