namespace Mcu.Core.Packetizing;

/// <summary>What became of a picture to packetize.</summary>
public enum PacketizeResult
{
    /// <summary>Ready to send.</summary>
    Done,

    /// <summary>There was no NAL unit or frame in it.</summary>
    Empty,

    /// <summary>
    /// Packetization mode 0 cannot split NAL units, and one is larger than a payload may be: have the encoder make
    /// smaller slices.
    /// </summary>
    NalTooLarge,
}
