using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Conferences.Media;
using Mcu.Node.Conferences;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>How bright a conference's common picture is, and rooms that send one brightness.</summary>
internal static unsafe class SeenLuma
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A key frame of one brightness, to be sent over and over.</summary>
    public static IReadOnlyList<byte[]> Plain(byte luma)
    {
        using FFmpegVideoEncoder encoder = new(new VideoEncoderSettings(VideoCodec.H264, 320, 180, 25, 200_000));
        using Picture picture = new(320, 180);
        Each(picture.View, 0, 0, 1, 1, at => *at = luma);
        new Span<byte>(picture.View.U, picture.View.StrideU * 90).Fill(128);
        new Span<byte>(picture.View.V, picture.View.StrideV * 90).Fill(128);
        Assert.That(encoder.TryEncode(picture.View, false, out EncodedAccessUnit unit), Is.True);
        return [unit.Bytes.ToArray()];
    }

    /// <summary>The mean brightness of a part of the picture, its sides in shares of the whole.</summary>
    public static double Mean(LiveConference conference, double left, double top, double right, double bottom)
    {
        (long sum, long count) = (0, 0);
        Look(conference, left, top, right, bottom, at => (sum, count) = (sum + *at, count + 1));
        return (double)sum / count;
    }

    /// <summary>The brightest sample of a part of the picture.</summary>
    public static int Brightest(LiveConference conference, double left, double top, double right, double bottom)
    {
        int most = 0;
        Look(conference, left, top, right, bottom, at => most = Math.Max(most, *at));
        return most;
    }

    private static void Look(LiveConference conference, double left, double top, double right, double bottom, Sample look)
    {
        Snapshot snapshot = conference.Media.Video.RequestSnapshot();
        Assert.That(snapshot.Picture.Wait(Patience), Is.True, "no picture is composed");
        using Picture picture = snapshot.Picture.Result;
        Each(picture.View, left, top, right, bottom, look);
    }

    private static void Each(PictureView view, double left, double top, double right, double bottom, Sample look)
    {
        for (int y = (int)(view.Height * top); y < (int)(view.Height * bottom); y++)
        {
            for (int x = (int)(view.Width * left); x < (int)(view.Width * right); x++)
            {
                look(view.Y + (y * view.StrideY) + x);
            }
        }
    }

    private delegate void Sample(byte* at);
}
