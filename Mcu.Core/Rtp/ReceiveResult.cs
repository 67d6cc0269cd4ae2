namespace Mcu.Core.Rtp;

/// <summary>What a <see cref="ReceiveLog"/> makes of a packet (RFC 3550 §A.1).</summary>
public enum ReceiveResult
{
    /// <summary>The source has not yet shown two sequential packets; hold the packet, do not play it.</summary>
    Probation,

    /// <summary>Newer than everything before, with or without a gap.</summary>
    InOrder,

    /// <summary>Older than the newest: reordered, or a duplicate.</summary>
    Reordered,

    /// <summary>A jump too large to believe; drop the packet. The next in line with it makes a restart.</summary>
    Discarded,

    /// <summary>The source restarted its sequence under the same SSRC: what was kept of it is worthless.</summary>
    Restarted,
}
