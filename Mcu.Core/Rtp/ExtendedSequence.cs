namespace Mcu.Core.Rtp;

/// <summary>Widens 16-bit sequence numbers to numbers that never wrap (RFC 3550 §A.1's cycles).</summary>
public struct ExtendedSequence
{
    private bool started;

    /// <summary>The highest number seen, including wraps; starts within [65536, 131071], so late ones stay positive.</summary>
    public long Highest { get; private set; }

    /// <summary>The widened number nearest to the highest seen; becomes the highest when it is newer.</summary>
    public long Extend(ushort sequence)
    {
        if (!started)
        {
            started = true;
            Highest = 0x10000 | sequence;
            return Highest;
        }

        long extended = Peek(sequence);
        Highest = Math.Max(Highest, extended);
        return extended;
    }

    /// <summary>The widened number, without taking note of it.</summary>
    public readonly long Peek(ushort sequence) => Highest + Distance((ushort)Highest, sequence);

    /// <summary>How far <paramref name="to"/> is after <paramref name="from"/>, negative when before it.</summary>
    public static int Distance(ushort from, ushort to) => (short)(to - from);
}
