using System.Numerics;
using Mcu.Core.Buffers;
using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>
/// Spreads one leg's video packets so that over any 10 ms no more than 2.5 times the target rate leaves (plus one
/// packet). A leg that cannot drain refuses whole access units before they are numbered, and then everything up to the
/// next key frame, whose absence the receiver could not decode anyway; what it took it sends. One thread.
/// </summary>
public sealed class Pacer
{
    // 2.5 times the target within any 10 ms: what flows in 10 ms plus what a loop that looks every 5 ms may catch up with.
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(5);
    private const double RateFactor = 2.5 * 10 / (10 + 5);

    private readonly PacketBuffer?[] queue;
    private readonly int mask;
    private readonly TimeSpan maxBacklog;
    private double nanosecondsPerByte;
    private long head;
    private long tail;
    private long queuedBytes;
    private Instant paidUntil = Instant.Distant; // when the wire is free again

    /// <summary>A pacer for one leg.</summary>
    /// <param name="bitsPerSecond">The leg's target rate.</param>
    /// <param name="maxPackets">Most packets that wait.</param>
    /// <param name="maxBacklog">Waiting time at which further access units are refused.</param>
    public Pacer(int bitsPerSecond, int maxPackets = 512, TimeSpan? maxBacklog = null)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)maxPackets);
        queue = new PacketBuffer?[size];
        mask = size - 1;
        this.maxBacklog = maxBacklog ?? TimeSpan.FromMilliseconds(300);
        SetTarget(bitsPerSecond);
    }

    /// <summary>When the next packet may leave; <see cref="Instant.Never"/> when none waits.</summary>
    public Instant Deadline => head == tail ? Instant.Never : paidUntil - Burst;

    /// <summary>How long what waits will take.</summary>
    public TimeSpan Backlog => TimeSpan.FromTicks((long)(queuedBytes * nanosecondsPerByte / 100));

    /// <summary>Packets that wait.</summary>
    public int Count => (int)(tail - head);

    /// <summary>Access units refused so far.</summary>
    public long RefusedUnits { get; private set; }

    /// <summary>Whether only a key frame will be admitted: ask the encoder for one when <see cref="Backlog"/> is short.</summary>
    public bool NeedsKeyFrame { get; private set; }

    /// <summary>Changes the target rate.</summary>
    public void SetTarget(int bitsPerSecond) => nanosecondsPerByte = 8e9 / (RateFactor * Math.Max(bitsPerSecond, 16_000));

    /// <summary>
    /// Asks, before headers are written, whether an access unit of so many packets is taken. After true its packets must
    /// be enqueued; after false none of them.
    /// </summary>
    public bool AdmitUnit(int packets, bool isKeyFrame)
    {
        bool fits = Count + packets <= queue.Length && Backlog <= maxBacklog;
        if (!fits || (NeedsKeyFrame && !isKeyFrame))
        {
            RefusedUnits++;
            NeedsKeyFrame = true;
            return false;
        }

        NeedsKeyFrame = false;
        return true;
    }

    /// <summary>Queues a packet of an admitted unit, or a retransmission; owns it when true. False when full.</summary>
    public bool TryEnqueue(PacketBuffer packet)
    {
        if (Count == queue.Length)
        {
            return false;
        }

        queue[tail++ & mask] = packet;
        queuedBytes += packet.Length;
        return true;
    }

    /// <summary>Gives the next packet when it may leave; the caller owns it.</summary>
    public bool TryDequeue(Instant now, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PacketBuffer? packet)
    {
        if (now < Deadline)
        {
            packet = null;
            return false;
        }

        packet = queue[head & mask]!;
        queue[head++ & mask] = null;
        queuedBytes -= packet.Length;
        paidUntil = new Instant(Instant.Later(paidUntil, now).Nanoseconds + (long)(packet.Length * nanosecondsPerByte));
        return true;
    }

    /// <summary>Returns all that waits to its pool, at the end of the leg.</summary>
    public void Clear()
    {
        while (head != tail)
        {
            queue[head & mask]!.Return();
            queue[head++ & mask] = null;
        }

        queuedBytes = 0;
    }
}
