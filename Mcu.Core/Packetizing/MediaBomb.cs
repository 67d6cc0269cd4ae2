using Mcu.Core.Codecs;

namespace Mcu.Core.Packetizing;

/// <summary>
/// Finds pictures that declare themselves larger than the limits at the head of an access unit, before a decoder allocates
/// for them. Depacketizers refuse such streams already; this guards decoders whatever feeds them.
/// </summary>
public static class MediaBomb
{
    /// <summary>Whether the unit declares a picture beyond the limits.</summary>
    public static bool IsIn(VideoCodec codec, ReadOnlySpan<byte> accessUnit, VideoDecoderLimits limits) =>
        codec == VideoCodec.H264 ? IsInH264(accessUnit, limits) : IsInVp8(accessUnit, limits);

    private static bool IsInVp8(ReadOnlySpan<byte> frame, VideoDecoderLimits limits) =>
        Vp8FrameHeader.TryParse(frame, out Vp8FrameHeader header) && (header.Width > limits.MaxWidth || header.Height > limits.MaxHeight);

    private static bool IsInH264(ReadOnlySpan<byte> unit, VideoDecoderLimits limits)
    {
        while (AnnexB.TryRead(ref unit, out ReadOnlySpan<byte> nal))
        {
            int type = H264NalType.Of(nal[0]);
            if (type is >= H264NalType.Slice and <= H264NalType.IdrSlice)
            {
                return false; // parameter sets come before the slices that use them
            }

            if (type == H264NalType.Sps && !H264Sps.TryParse(nal, limits, out _, out H264SpsError error)
                && error == H264SpsError.TooLarge)
            {
                return true;
            }
        }

        return false;
    }
}
