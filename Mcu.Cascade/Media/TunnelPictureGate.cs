using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;

namespace Mcu.Cascade.Media;

/// <summary>
/// One H.264 picture stream at the tunnel's entrance: after a packet was dropped there, all is held back up to the next key frame.
/// One thread.
/// </summary>
public sealed class TunnelPictureGate
{
    /// <summary>Whether a packet was dropped and no key frame has begun since.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>A packet was dropped.</summary>
    public void Break() => IsBroken = true;

    /// <summary>Whether a packet is to go on.</summary>
    public bool Admits(ReadOnlySpan<byte> datagram)
    {
        if (IsBroken && RtpPacket.TryParse(datagram, out RtpPacket packet, out _) && H264KeyFrameStart.Is(packet.Payload))
        {
            IsBroken = false;
        }

        return !IsBroken;
    }
}
