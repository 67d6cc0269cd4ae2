namespace Mcu.Core.Rtp;

/// <summary>Widens 32-bit RTP timestamps to numbers that never wrap.</summary>
public struct ExtendedTimestamp
{
    private bool started;

    /// <summary>The timestamp widened last.</summary>
    public long Last { get; private set; }

    /// <summary>The widened timestamp nearest to the one before.</summary>
    public long Extend(uint timestamp)
    {
        Last = started ? Last + (int)(timestamp - (uint)Last) : timestamp;
        started = true;
        return Last;
    }
}
