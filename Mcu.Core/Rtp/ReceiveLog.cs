using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>
/// The receiver's book-keeping of one SSRC: validation (RFC 3550 §A.1), loss (§A.3) and interarrival jitter (§A.8).
/// </summary>
public sealed class ReceiveLog(int clockRate)
{
    private const int MaxDropout = 3000;
    private const int MaxMisorder = 100;
    private const int MinSequential = 2;
    private const int SequenceModulus = 1 << 16;
    private const int NoBadSequence = SequenceModulus + 1;

    private ushort maxSequence;
    private uint cycles;
    private uint baseSequence;
    private int badSequence = NoBadSequence;
    private int probation = MinSequential;
    private bool started;
    private long expectedPrior;
    private long receivedPrior;
    private bool hasTransit;
    private uint transit;
    private uint scaledJitter; // 16 times the jitter, as §A.8 keeps it

    /// <summary>Units of the stream's timestamp in a second.</summary>
    public int ClockRate { get; } = clockRate;

    /// <summary>Whether two sequential packets have come: the source is real.</summary>
    public bool IsValid => started && probation == 0;

    /// <summary>Packets counted since the source became valid, duplicates included.</summary>
    public long Received { get; private set; }

    /// <summary>Packets that should have come.</summary>
    public long Expected => IsValid ? HighestSequence - baseSequence + 1L : 0;

    /// <summary>Packets that did not come, less duplicates; may be negative.</summary>
    public long Lost => Expected - Received;

    /// <summary>Highest sequence number with its wraps.</summary>
    public uint HighestSequence => cycles + maxSequence;

    /// <summary>Interarrival jitter in units of the clock.</summary>
    public uint Jitter => scaledJitter >> 4;

    /// <summary>Interarrival jitter as time.</summary>
    public TimeSpan JitterTime => RtpClock.Duration(Jitter, ClockRate);

    /// <summary>Forgets everything, for another SSRC.</summary>
    public void Reset()
    {
        started = false;
        probation = MinSequential;
        hasTransit = false;
        scaledJitter = 0;
        Restart(0);
    }

    /// <summary>Takes note of a packet.</summary>
    /// <param name="sequence">Its sequence number.</param>
    /// <param name="timestamp">Its timestamp.</param>
    /// <param name="now">When it came.</param>
    /// <param name="measuresJitter">False for a payload type with another clock (telephone-event/8000 beside Opus).</param>
    public ReceiveResult Receive(ushort sequence, uint timestamp, Instant now, bool measuresJitter = true)
    {
        ReceiveResult result = Update(sequence);
        if (measuresJitter && result is ReceiveResult.InOrder or ReceiveResult.Restarted)
        {
            UpdateJitter(timestamp, now);
        }

        return result;
    }

    /// <summary>The figures now; begins a new interval for <see cref="ReceiveStatistics.FractionLost"/> (§A.3).</summary>
    public ReceiveStatistics TakeReport()
    {
        long expectedInterval = Expected - expectedPrior;
        long lostInterval = expectedInterval - (Received - receivedPrior);
        (expectedPrior, receivedPrior) = (Expected, Received);
        byte fraction = expectedInterval == 0 || lostInterval <= 0
            ? (byte)0
            : (byte)Math.Min(255, (lostInterval << 8) / expectedInterval);
        return new ReceiveStatistics(fraction, (int)Math.Clamp(Lost, -0x800000, 0x7FFFFF), HighestSequence, Jitter);
    }

    private ReceiveResult Update(ushort sequence)
    {
        if (!started)
        {
            started = true;
            Restart(sequence);
            maxSequence = (ushort)(sequence - 1);
        }

        return probation > 0 ? Probe(sequence) : Follow(sequence);
    }

    private ReceiveResult Probe(ushort sequence)
    {
        probation = sequence == (ushort)(maxSequence + 1) ? probation - 1 : MinSequential - 1;
        maxSequence = sequence;
        if (probation > 0)
        {
            return ReceiveResult.Probation;
        }

        Restart(sequence);
        Received = 1;
        return ReceiveResult.InOrder;
    }

    private ReceiveResult Follow(ushort sequence)
    {
        var delta = (ushort)(sequence - maxSequence);
        if (delta is > 0 and < MaxDropout)
        {
            cycles += sequence < maxSequence ? SequenceModulus : 0u;
            maxSequence = sequence;
            Received++;
            return ReceiveResult.InOrder;
        }

        if (delta == 0 || delta > SequenceModulus - MaxMisorder)
        {
            Received++;
            return ReceiveResult.Reordered;
        }

        if (sequence != badSequence)
        {
            badSequence = (ushort)(sequence + 1);
            return ReceiveResult.Discarded;
        }

        Restart(sequence);
        hasTransit = false;
        Received = 1;
        return ReceiveResult.Restarted;
    }

    private void Restart(ushort sequence)
    {
        baseSequence = sequence;
        maxSequence = sequence;
        badSequence = NoBadSequence;
        cycles = 0;
        Received = 0;
        receivedPrior = 0;
        expectedPrior = 0;
    }

    private void UpdateJitter(uint timestamp, Instant now)
    {
        uint newTransit = (uint)RtpClock.Units(now, ClockRate) - timestamp;
        if (hasTransit)
        {
            // A jump of the timestamp (hold, a clumsy mixer) says nothing about the network: at most 10 s count.
            long difference = Math.Min(Math.Abs((long)(int)(newTransit - transit)), 10L * ClockRate);
            scaledJitter += (uint)difference - ((scaledJitter + 8) >> 4);
        }

        hasTransit = true;
        transit = newTransit;
    }
}
