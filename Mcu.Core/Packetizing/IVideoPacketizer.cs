namespace Mcu.Core.Packetizing;

/// <summary>Cuts encoded pictures into RTP payloads, once for all legs. One thread.</summary>
public interface IVideoPacketizer
{
    /// <summary>Cuts an access unit (H.264: Annex B; VP8: one frame) into payloads, replacing what the picture held.</summary>
    PacketizeResult Packetize(ReadOnlySpan<byte> accessUnit, bool isKeyFrame, PacketizedPicture into);
}
