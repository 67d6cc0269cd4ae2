using System.Buffers.Binary;
using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Randomness;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Packetizing;

/// <summary>
/// Writes one leg's packets of pictures that many legs share: its own headers, and its own VP8 PictureIDs, over the
/// same payloads. Marker on the last packet only.
/// </summary>
/// <param name="line">The leg's line.</param>
/// <param name="random">Gives the first PictureID.</param>
public sealed class PictureWriter(RtpStreamLine line, IRandomSource random)
{
    private PacketizedPicture? picture;
    private int next;
    private int pictureId = (int)(random.NextUInt32() & 0x7FFF);
    private byte payloadType;
    private uint timestamp;
    private Instant capturedAt;

    /// <summary>Begins a picture.</summary>
    /// <param name="shared">The picture; must not change until all packets are written.</param>
    /// <param name="negotiatedType">The leg's payload type for its codec.</param>
    /// <param name="mediaTimestamp">The encoder's 90 kHz timestamp; the line adds its own offset.</param>
    /// <param name="at">When the picture was composed.</param>
    public void Begin(PacketizedPicture shared, byte negotiatedType, uint mediaTimestamp, Instant at)
    {
        picture = shared;
        next = 0;
        pictureId = (pictureId + 1) & 0x7FFF;
        (payloadType, timestamp, capturedAt) = (negotiatedType, mediaTimestamp, at);
    }

    /// <summary>Writes the next packet; false, and nothing written, after the last.</summary>
    public bool TryWrite(PacketBuffer packet)
    {
        if (picture is null || next == picture.Count)
        {
            picture = null;
            return false;
        }

        ReadOnlySpan<byte> payload = picture[next++];
        RtpHeader header = line.Next(payloadType, next == picture.Count, timestamp, payload.Length, capturedAt);
        packet.Length = RtpWriter.Write(packet.Bytes, header, payload);
        packet.At = capturedAt;
        if (picture.Codec == VideoCodec.Vp8)
        {
            int at = RtpPacket.FixedHeaderLength + Vp8Packetizer.PictureIdAt;
            BinaryPrimitives.WriteUInt16BigEndian(packet.Bytes.AsSpan(at), (ushort)(0x8000 | pictureId));
        }

        return true;
    }
}
