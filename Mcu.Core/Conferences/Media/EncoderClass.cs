using Mcu.Core.Codecs;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// What legs of one view must have in common to be sent the same packets. Values are rounded to steps when a leg is
/// placed, so that a hundred rooms need a handful of encoders.
/// </summary>
/// <param name="Codec">The codec.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="FramesPerSecond">At most the conference's.</param>
/// <param name="BitsPerSecond">Target rate.</param>
/// <param name="MaxSliceBytes">Above 0 for H.264 packetization-mode 0: no NAL unit is larger.</param>
public readonly record struct EncoderClass(
    VideoCodec Codec, int Width, int Height, int FramesPerSecond, int BitsPerSecond, int MaxSliceBytes = 0);
