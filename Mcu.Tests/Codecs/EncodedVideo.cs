using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;

namespace Mcu.Tests.Codecs;

/// <summary>Streams made once for the tests that need bytes.</summary>
internal static class EncodedVideo
{
    /// <summary>Access units of a moving picture; the first is a key frame.</summary>
    public static List<byte[]> Make(VideoCodec codec, int width, int height, int count, int bitsPerSecond = 1_000_000)
    {
        using FFmpegVideoEncoder encoder = new(new VideoEncoderSettings(codec, width, height, 25, bitsPerSecond));
        using Picture picture = new(width, height);
        List<byte[]> units = [];
        for (int i = 0; i < count; i++)
        {
            TestPictures.Draw(picture.View, i);
            Assert.That(encoder.TryEncode(picture.View, false, out EncodedAccessUnit unit), Is.True);
            units.Add(unit.Bytes.ToArray());
        }

        return units;
    }
}
