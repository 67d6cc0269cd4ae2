using System.Buffers.Binary;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>
/// Reads a picture's coded size from the head of an access unit that carries one, before the decoder allocates for it.
/// FFmpeg refuses too large pictures too, but then looks the same as for broken bytes.
/// </summary>
internal static class EncodedSize
{
    /// <summary>The size in samples, H.264's as coded (whole macroblocks); false when the unit carries none.</summary>
    public static bool TryRead(VideoCodec codec, ReadOnlySpan<byte> accessUnit, out int width, out int height) =>
        codec == VideoCodec.H264 ? TryReadH264(accessUnit, out width, out height) : TryReadVp8(accessUnit, out width, out height);

    // RFC 6386 §9.1: a key frame has bit 0 clear, then the start code 9d 01 2a, then 14 bits of each with 2 bits of scale.
    private static bool TryReadVp8(ReadOnlySpan<byte> frame, out int width, out int height)
    {
        bool isKeyFrame = frame.Length >= 10 && (frame[0] & 1) == 0;
        width = isKeyFrame ? BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & 0x3fff : 0;
        height = isKeyFrame ? BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & 0x3fff : 0;
        return isKeyFrame;
    }

    private static bool TryReadH264(ReadOnlySpan<byte> unit, out int width, out int height)
    {
        (width, height) = (0, 0);
        bool found = false;
        while (AnnexB.TryNext(ref unit, out ReadOnlySpan<byte> nal))
        {
            int type = nal[0] & 0x1f;
            if (type is >= 1 and <= 5)
            {
                break; // parameter sets come before the slices that use them
            }

            if (type == 7 && SequenceParameterSet.TryReadSize(nal, out int codedWidth, out int codedHeight))
            {
                found = true;
                width = Math.Max(width, codedWidth);
                height = Math.Max(height, codedHeight);
            }
        }

        return found;
    }
}
