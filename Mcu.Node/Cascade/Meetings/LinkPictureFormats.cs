using Mcu.Core.Codecs;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;
using Mcu.Node.Conferences;
using Mcu.V1;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>The few formats that pictures have on links, so that viewers of about the same size share one stream.</summary>
internal static class LinkPictureFormats
{
    private static readonly (int Width, int Height, int Kilobits)[] Steps =
        [(320, 180, 250), (640, 360, 600), (960, 540, 1000), (1280, 720, 1500), (1920, 1080, 3000)];

    /// <summary>How the node above encodes a meeting's program for this one.</summary>
    public static EncoderClass ProgramOf(VideoFormat video) =>
        new(VideoCodec.H264, (int)video.Width, (int)video.Height, (int)video.FrameRate, (int)video.BitrateKbps * 1000);

    /// <summary>The smallest format that fills a pane, at most the conference's own size.</summary>
    public static VideoFormat For(PictureSize pane, PictureFormat conference)
    {
        (int width, int height, int kilobits) = Steps.First(step => step.Width >= Math.Min(pane.Width, conference.Width) || step == Steps[^1]);
        return new VideoFormat
        {
            Width = (uint)width, Height = (uint)height, FrameRate = (uint)conference.FramesPerSecond, BitrateKbps = (uint)kilobits,
        };
    }
}
