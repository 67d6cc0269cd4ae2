using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;

namespace Mcu.Tests.Codecs.FFmpeg;

/// <summary>The libraries of this machine, and their log.</summary>
[NonParallelizable]
public sealed class FFmpegRuntimeTests
{
    [Test]
    public void EnsureLoaded_DebiansFFmpeg_IsTheOneNeeded() => Assert.That(FFmpegRuntime.EnsureLoaded, Throws.Nothing);

    [Test]
    public void Versions_DebiansFFmpeg_AreTheReleaseAndLibavcodecs()
    {
        Assert.That(FFmpegRuntime.Release, Does.StartWith("5.1"));
        Assert.That(FFmpegRuntime.CodecVersion, Does.StartWith("59."));
    }

    [TestCase(58)]
    [TestCase(60)]
    public void Mismatch_OtherMajorVersion_NamesTheOneNeededAndThePackages(int major) =>
        Assert.That(
            FFmpegRuntime.Mismatch("avcodec", (uint)major << 16),
            Does.Contain($"{major}").And.Contain("59").And.Contain("libavcodec59"));

    [Test]
    public void Describe_ErrorCode_IsFFmpegsText() => Assert.That(FFmpegRuntime.Describe(-22), Does.Contain("nvalid argument"));

    [Test]
    public void SendTo_BrokenStream_LinesComeUntilSilenced()
    {
        using FFmpegVideoDecoder decoder = new(VideoCodec.H264, new VideoDecoderLimits());
        using FFmpegPicture picture = new();
        byte[] unit = EncodedVideo.Make(VideoCodec.H264, 320, 180, 1)[0];
        List<string> lines = [];
        FFmpegLog.SendTo(lines.Add);
        decoder.Decode(unit.AsSpan(0, unit.Length / 3), picture);
        FFmpegLog.SendTo(null);
        int heard = lines.Count;
        decoder.Decode(unit.AsSpan(0, unit.Length / 3), picture);
        Assert.That(lines, Has.Some.Contains("h264"));
        Assert.That(lines, Has.Count.EqualTo(heard));
    }
}
