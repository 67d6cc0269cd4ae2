namespace Mcu.Core.Srtp;

/// <summary>
/// A receiver's guess of the packet index of RFC 3711 §3.3.1: a sequence number with its wraps. They begin at 1 here, so that
/// nothing is before them: the RFC's index is lower by <see cref="Wrap"/>.
/// </summary>
public struct PacketIndex
{
    /// <summary>Added for each wrap.</summary>
    public const ulong Wrap = 1 << 16;

    private ulong highest;

    /// <summary>Whether any packet counted.</summary>
    public readonly bool HasBegun => highest != 0;

    /// <summary>The index of a packet: the one that is nearest to the highest.</summary>
    public readonly ulong Extend(ushort sequence) =>
        highest == 0 ? Wrap + sequence : (ulong)((long)highest + (short)(sequence - (ushort)highest));

    /// <summary>A packet counts.</summary>
    public void Advance(ulong index) => highest = Math.Max(highest, index);
}
