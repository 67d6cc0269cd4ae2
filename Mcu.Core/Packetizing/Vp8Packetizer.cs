using Mcu.Core.Codecs;

namespace Mcu.Core.Packetizing;

/// <summary>
/// VP8 frames into RTP payloads of equal size (RFC 7741). The descriptor has room for a 15-bit PictureID, which each
/// leg's <see cref="PictureWriter"/> fills in, so that it goes on without a jump when the leg changes encoders.
/// </summary>
/// <param name="maxPayload">Most bytes of a payload.</param>
public sealed class Vp8Packetizer(int maxPayload = H264Packetizer.DefaultMaxPayload) : IVideoPacketizer
{
    /// <summary>Where the PictureID stands in each payload.</summary>
    internal const int PictureIdAt = 2;

    private const int DescriptorLength = 4;
    private const byte Extended = 0x80;
    private const byte Start = 0x10;
    private const byte HasPictureId = 0x80;

    /// <inheritdoc/>
    public PacketizeResult Packetize(ReadOnlySpan<byte> frame, bool isKeyFrame, PacketizedPicture into)
    {
        into.Begin(VideoCodec.Vp8, isKeyFrame);
        int room = maxPayload - DescriptorLength;
        int count = (frame.Length + room - 1) / room;
        int size = count == 0 ? 0 : (frame.Length + count - 1) / count;
        byte start = Start;
        while (!frame.IsEmpty)
        {
            ReadOnlySpan<byte> part = frame[..Math.Min(size, frame.Length)];
            frame = frame[part.Length..];
            Span<byte> payload = into.Reserve(DescriptorLength + part.Length);
            payload[0] = (byte)(Extended | start);
            payload[1] = HasPictureId;
            payload[PictureIdAt] = 0x80; // M: 15 bits
            payload[PictureIdAt + 1] = 0;
            part.CopyTo(payload[DescriptorLength..]);
            into.Commit(payload.Length);
            start = 0;
        }

        return into.Count == 0 ? PacketizeResult.Empty : PacketizeResult.Done;
    }
}
