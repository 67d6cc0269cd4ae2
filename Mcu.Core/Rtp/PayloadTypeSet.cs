namespace Mcu.Core.Rtp;

/// <summary>
/// RTP payload types, 0 to 127, as a value: a peer may send on any that was negotiated for the codec (RFC 3264 §5.1), and
/// H.264 has one for each packetization mode.
/// </summary>
public readonly record struct PayloadTypeSet
{
    private readonly UInt128 bits;

    private PayloadTypeSet(UInt128 bits) => this.bits = bits;

    /// <summary>The set of some payload types.</summary>
    public static PayloadTypeSet Of(params IEnumerable<int> types) =>
        new(types.Aggregate(UInt128.Zero, (bits, type) => bits | (UInt128.One << (type & 0x7F))));

    /// <summary>Whether a payload type is in it.</summary>
    public bool Has(byte type) => type < 128 && ((bits >> type) & 1) != 0;
}
