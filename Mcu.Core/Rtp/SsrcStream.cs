using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>Where a synchronization source stands within its leg.</summary>
public enum SsrcState
{
    /// <summary>The place is free.</summary>
    Free,

    /// <summary>Not yet two sequential packets.</summary>
    Probation,

    /// <summary>The source that counts.</summary>
    Active,

    /// <summary>Replaced by another; kept while its last packets may come.</summary>
    Retired,
}

/// <summary>One synchronization source of a leg, in one of the leg's places.</summary>
public sealed class SsrcStream
{
    internal SsrcStream(int slot, int clockRate)
    {
        Slot = slot;
        Log = new ReceiveLog(clockRate);
    }

    /// <summary>Its place, 0 to <see cref="SsrcDemux.Capacity"/> - 1: an index for state that the owner keeps.</summary>
    public int Slot { get; }

    /// <summary>The source.</summary>
    public uint Ssrc { get; private set; }

    /// <summary>Where it stands.</summary>
    public SsrcState State { get; internal set; }

    /// <summary>Sequence, loss and jitter.</summary>
    public ReceiveLog Log { get; }

    /// <summary>When its last packet came.</summary>
    public Instant HeardAt { get; internal set; }

    internal void Occupy(uint ssrc)
    {
        Ssrc = ssrc;
        State = SsrcState.Probation;
        Log.Reset();
    }
}
