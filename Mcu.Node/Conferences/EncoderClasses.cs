using Mcu.Core.Codecs;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Packetizing;
using Mcu.Node.Media;

namespace Mcu.Node.Conferences;

/// <summary>
/// Chooses how a leg's picture is encoded: the conference's own format where the site and its line take it, otherwise the
/// next step of a short ladder, so that many different rooms share few encoders.
/// </summary>
public static class EncoderClasses
{
    private static readonly (int Width, int Height)[] Sizes =
        [(1920, 1080), (1280, 720), (1024, 576), (704, 396), (640, 360), (480, 272), (320, 180), (176, 144)];

    private static readonly double[] RateSteps = [1, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1, 0.05];

    /// <summary>The class for a leg now.</summary>
    public static EncoderClass For(PictureFormat picture, VideoStream video)
    {
        VideoStreamFormat format = video.Format;
        (int width, int height) = Size(picture, format);
        int frames = FrameRate(picture.FramesPerSecond, format.Limit.FramesPerSecondAt(width, height));
        int bits = BitRate(picture.BitsPerSecond, video.TargetBitsPerSecond);
        bool isSingleNal = format.Codec == VideoCodec.H264 && format.PacketizationMode == 0;
        return new EncoderClass(format.Codec, width, height, frames, bits, isSingleNal ? H264Packetizer.DefaultMaxPayload : 0);
    }

    /// <summary>The conference's own format in H.264: what a recording takes.</summary>
    public static EncoderClass OfConference(PictureFormat picture) =>
        new(VideoCodec.H264, picture.Width, picture.Height, picture.FramesPerSecond, picture.BitsPerSecond);

    /// <summary>A class at the rate that a link bears: as asked for, or a step below.</summary>
    public static EncoderClass Within(EncoderClass asked, int target) => asked with { BitsPerSecond = BitRate(asked.BitsPerSecond, target) };

    private static (int Width, int Height) Size(PictureFormat picture, VideoStreamFormat format)
    {
        if (format.Limit.AllowsSize(picture.Width, picture.Height))
        {
            return (picture.Width, picture.Height);
        }

        return Sizes.FirstOrDefault(
            size => size.Width < picture.Width && size.Height <= picture.Height && format.Limit.AllowsSize(size.Width, size.Height), Sizes[^1]);
    }

    // Whole divisors, so that pictures stay evenly spaced.
    private static int FrameRate(int wanted, int allowed)
    {
        int divisor = 1;
        while (wanted / divisor > Math.Max(allowed, 1) && wanted / divisor > 1)
        {
            divisor++;
        }

        return wanted / divisor;
    }

    private static int BitRate(int wanted, int target) =>
        (int)(wanted * RateSteps.FirstOrDefault(step => wanted * step <= target, RateSteps[^1]));
}
