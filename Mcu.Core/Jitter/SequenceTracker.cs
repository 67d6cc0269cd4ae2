namespace Mcu.Core.Jitter;

/// <summary>How a sequence number fits into its stream.</summary>
internal enum SequenceFit
{
    Fits,

    /// <summary>Too far off; believed only when the next packet follows it.</summary>
    Suspect,

    /// <summary>The sender has begun again, here.</summary>
    Restart,
}

/// <summary>Extends 16-bit sequence numbers, and tells a sender's new beginning from a stray packet (RFC 3550 §A.1).</summary>
internal sealed class SequenceTracker
{
    private const int MaxDropout = 3000;
    private const int MaxMisorder = 1000;
    private ushort suspect;
    private bool hasSuspect;

    /// <summary>The highest sequence number so far, extended.</summary>
    public long Highest { get; private set; }

    /// <summary>Begins with this number.</summary>
    public void Restart(ushort sequence)
    {
        // The next lap after everything seen before, so that extended numbers never come twice.
        Highest = ((Highest >> 16) + 2 << 16) + sequence;
        hasSuspect = false;
    }

    /// <summary>Extends a number, unless it doesn't fit.</summary>
    public SequenceFit Extend(ushort sequence, out long extended)
    {
        int delta = (short)(sequence - (ushort)Highest);
        extended = Highest + delta;
        if (delta is > -MaxMisorder and < MaxDropout)
        {
            Highest = Math.Max(Highest, extended);
            hasSuspect = false;
            return SequenceFit.Fits;
        }

        bool confirmed = hasSuspect && sequence == (ushort)(suspect + 1);
        (suspect, hasSuspect) = (sequence, true);
        return confirmed ? SequenceFit.Restart : SequenceFit.Suspect;
    }
}
