using System.Numerics;
using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Jitter;

/// <summary>
/// Puts the video packets of one SSRC in order. A packet in sequence passes at once; a hole is waited for until
/// max(attempts x round trip + 20 ms, 100 ms) has passed since it showed, and is then given out as a gap. Bounded by time and by
/// count. It owns the packets that it holds. One thread.
/// </summary>
public sealed class ReorderBuffer
{
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BeyondRoundTrip = TimeSpan.FromMilliseconds(20);

    private readonly PacketBuffer?[] packets;
    private readonly Hole[] holes;
    private readonly int mask;
    private readonly int attempts;
    private ExtendedSequence sequences;
    private bool started;
    private bool hasGiven; // before anything was taken, an earlier packet may still become the first
    private long next; // the number that comes out next
    private long end; // one after the highest that came in
    private int skipped; // given up for want of room
    private int missing; // holes in [next, end)
    private TimeSpan roundTrip;

    /// <summary>A buffer.</summary>
    /// <param name="capacity">Sequence numbers that it spans at most.</param>
    /// <param name="attempts">How many round trips a lost packet is given to be asked for again, 1 to 3.</param>
    public ReorderBuffer(int capacity = 512, int attempts = 1)
    {
        this.attempts = attempts;
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)capacity);
        packets = new PacketBuffer?[size];
        holes = new Hole[size];
        mask = size - 1;
    }

    /// <summary>How long a hole is waited for.</summary>
    public TimeSpan Window { get; private set; } = ShortestWindow;

    /// <summary>The round trip time to the sender, as RTCP measures it.</summary>
    public TimeSpan RoundTrip
    {
        get => roundTrip;
        set
        {
            roundTrip = value;
            TimeSpan needed = (value * attempts) + BeyondRoundTrip;
            Window = needed > ShortestWindow ? needed : ShortestWindow;
        }
    }

    /// <summary>When <see cref="Take"/> may give something without another packet coming in.</summary>
    public Instant Deadline
    {
        get
        {
            bool waits = next != end && packets[next & mask] is null;
            return waits ? holes[next & mask].Since + Window : next == end && skipped == 0 ? Instant.Never : Instant.Distant;
        }
    }

    /// <summary>Packets that came too late or twice.</summary>
    public long Late { get; private set; }

    /// <summary>Packets given up as lost.</summary>
    public long GivenUp { get; private set; }

    /// <summary>Takes a packet into its keeping; a late or double one goes straight back to its pool.</summary>
    public void Insert(PacketBuffer packet, ushort sequence, Instant now)
    {
        long at = sequences.Extend(sequence);
        if (!started)
        {
            started = true;
            next = end = at;
        }

        MakeRoom(at - packets.Length + 1);
        if (!hasGiven && at < next && end - at <= packets.Length)
        {
            OpenHoles(at, next, now);
            next = at;
        }

        if (at < next || packets[at & mask] is not null)
        {
            Late++;
            packet.Return();
            return;
        }

        missing -= at < end ? 1 : 0;
        OpenHoles(end, at, now);
        end = Math.Max(end, at + 1);
        packets[at & mask] = packet;
    }

    /// <summary>Gives the next packet, which the caller then owns, or how many were lost. Call until it says nothing.</summary>
    public ReorderOutput Take(Instant now, out PacketBuffer? packet, out int lost)
    {
        packet = null;
        lost = skipped + (skipped == 0 ? GiveUp(now) : 0);
        skipped = 0;
        if (lost > 0)
        {
            hasGiven = true;
            GivenUp += lost;
            return ReorderOutput.Gap;
        }

        if (next == end || packets[next & mask] is null)
        {
            return ReorderOutput.Nothing;
        }

        hasGiven = true;
        packet = packets[next & mask];
        packets[next++ & mask] = null;
        return ReorderOutput.Packet;
    }

    /// <summary>
    /// Writes the sequence numbers to ask for now, in rising order, and returns how many. Only for legs that negotiated
    /// NACK. Each is asked for at most 3 times, a round trip apart, and only while the answer would come in time.
    /// </summary>
    public int CollectNacks(Instant now, Span<ushort> wanted)
    {
        int count = 0;
        for (long at = next; missing > 0 && at < end && count < wanted.Length; at++)
        {
            ref Hole hole = ref holes[at & mask];
            if (packets[at & mask] is null && hole.IsDue(now, roundTrip) && now + roundTrip < hole.Since + Window)
            {
                hole.AskedAt = now;
                hole.Asked++;
                wanted[count++] = (ushort)at;
            }
        }

        return count;
    }

    /// <summary>Returns all packets to their pool and forgets the sequence: for another SSRC, or at the end.</summary>
    public void Reset()
    {
        for (; next < end; next++)
        {
            packets[next & mask]?.Return();
            packets[next & mask] = null;
        }

        sequences = default;
        started = hasGiven = false;
        missing = skipped = 0;
    }

    private void OpenHoles(long from, long to, Instant now)
    {
        for (long at = from; at < to; at++)
        {
            holes[at & mask] = new Hole { Since = now };
            missing++;
        }
    }

    private int GiveUp(Instant now)
    {
        long before = next;
        while (next < end && packets[next & mask] is null && now - holes[next & mask].Since >= Window)
        {
            next++;
            missing--;
        }

        return (int)(next - before);
    }

    // Numbers before the new start are given up, with the packets that waited among them: their unit has a hole anyway.
    private void MakeRoom(long start)
    {
        for (; next < Math.Min(start, end); next++, skipped++)
        {
            missing -= packets[next & mask] is null ? 1 : 0;
            packets[next & mask]?.Return();
            packets[next & mask] = null;
        }

        if (next < start)
        {
            skipped += (int)(start - next);
            next = end = start;
        }
    }
}
