using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Packetizing;

namespace Mcu.Tests.Codecs.FFmpeg;

/// <summary>What goes in comes out, at once, and steered as asked.</summary>
public sealed class VideoRoundTripTests
{
    private readonly FFmpegCodecFactory factory = new();

    [TestCase(VideoCodec.H264, 320, 180)]
    [TestCase(VideoCodec.H264, 638, 358)]
    [TestCase(VideoCodec.Vp8, 320, 180)]
    public void EncodeAndDecode_MovingPicture_EachComesBackAlike(VideoCodec codec, int width, int height)
    {
        using IVideoEncoder encoder = factory.CreateVideoEncoder(new VideoEncoderSettings(codec, width, height, 25, 1_500_000));
        using IVideoDecoder decoder = factory.CreateVideoDecoder(codec, new VideoDecoderLimits());
        using DecodedPicture decoded = factory.CreatePicture();
        using Picture picture = new(width, height);
        for (int i = 0; i < 12; i++)
        {
            TestPictures.Draw(picture.View, i);
            Assert.That(encoder.TryEncode(picture.View, false, out EncodedAccessUnit unit), Is.True);
            Assert.That(unit.IsKeyFrame, Is.EqualTo(i == 0));
            Assert.That(decoder.Decode(unit.Bytes, decoded), Is.EqualTo(DecodeResult.Picture));
            if (i >= 6)
            {
                Assert.That(TestPictures.Psnr(decoded.View, picture.View), Is.GreaterThan(30));
            }
        }
    }

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void TryEncode_KeyFrameForced_DecodingStartsThere(VideoCodec codec)
    {
        using IVideoEncoder encoder = factory.CreateVideoEncoder(new VideoEncoderSettings(codec, 320, 180, 25, 600_000));
        using IVideoDecoder decoder = factory.CreateVideoDecoder(codec, new VideoDecoderLimits());
        using DecodedPicture decoded = factory.CreatePicture();
        using Picture picture = new(320, 180);
        for (int i = 0; i < 5; i++)
        {
            TestPictures.Draw(picture.View, i);
            encoder.TryEncode(picture.View, false, out _);
        }

        Assert.That(encoder.TryEncode(picture.View, true, out EncodedAccessUnit unit), Is.True);
        Assert.That(unit.IsKeyFrame, Is.True);
        Assert.That(decoder.Decode(unit.Bytes, decoded), Is.EqualTo(DecodeResult.Picture));
    }

    [Test]
    public void TryEncode_H264KeyFrames_EachHasItsParameterSets()
    {
        using IVideoEncoder encoder = factory.CreateVideoEncoder(new VideoEncoderSettings(VideoCodec.H264, 320, 180, 25, 600_000));
        using Picture picture = new(320, 180);
        for (int i = 0; i < 3; i++)
        {
            encoder.TryEncode(picture.View, true, out EncodedAccessUnit unit);
            Assert.That(NalTypes(unit.Bytes), Is.SupersetOf((int[])[7, 8, 5]));
            encoder.TryEncode(picture.View, false, out unit);
            Assert.That(NalTypes(unit.Bytes), Is.EqualTo((int[])[1]));
        }
    }

    [TestCase(H264Profile.ConstrainedBaseline, 0x42)]
    [TestCase(H264Profile.Main, 0x4d)]
    [TestCase(H264Profile.High, 0x64)]
    public void TryEncode_Profile_IsInTheSequenceParameterSet(H264Profile profile, int expected)
    {
        using IVideoEncoder encoder = factory.CreateVideoEncoder(
            new VideoEncoderSettings(VideoCodec.H264, 320, 180, 25, 600_000) { Profile = profile });
        using Picture picture = new(320, 180);
        TestPictures.Draw(picture.View, 0);
        encoder.TryEncode(picture.View, false, out EncodedAccessUnit unit);
        ReadOnlySpan<byte> stream = unit.Bytes;
        AnnexB.TryRead(ref stream, out ReadOnlySpan<byte> sps);
        Assert.That(sps[1], Is.EqualTo(expected));
    }

    [Test]
    public void TryEncode_MaxSliceBytes_NoNalUnitIsLonger()
    {
        using IVideoEncoder encoder = factory.CreateVideoEncoder(
            new VideoEncoderSettings(VideoCodec.H264, 640, 360, 25, 2_000_000, MaxSliceBytes: 1200));
        using Picture picture = new(640, 360);
        int most = 0;
        for (int i = 0; i < 10; i++)
        {
            TestPictures.Draw(picture.View, i * 5);
            encoder.TryEncode(picture.View, false, out EncodedAccessUnit unit);
            ReadOnlySpan<byte> stream = unit.Bytes;
            int slices = 0;
            while (AnnexB.TryRead(ref stream, out ReadOnlySpan<byte> nal))
            {
                Assert.That(nal.Length, Is.LessThanOrEqualTo(1200));
                slices++;
            }

            most = Math.Max(most, slices);
        }

        Assert.That(most, Is.GreaterThan(3), "The pictures were large enough to be cut.");
    }

    [TestCase(VideoCodec.H264, 10)]
    [TestCase(VideoCodec.H264, 25)]
    [TestCase(VideoCodec.Vp8, 25)]
    public void TryEncode_NoisyPictures_RateIsHeldAndFollowsSetBitRate(VideoCodec codec, int framesPerSecond)
    {
        using IVideoEncoder encoder = factory.CreateVideoEncoder(new VideoEncoderSettings(codec, 320, 180, framesPerSecond, 600_000));
        using Picture picture = new(320, 180);
        Random random = new(1);
        Measure(encoder, picture, random, framesPerSecond);
        Assert.That(Measure(encoder, picture, random, framesPerSecond), Is.InRange(400_000, 630_000));
        encoder.SetBitRate(300_000);
        Measure(encoder, picture, random, framesPerSecond);
        Assert.That(Measure(encoder, picture, random, framesPerSecond), Is.InRange(200_000, 315_000));
    }

    [Test]
    public void TryEncode_H264RateLowered_NeedsNoKeyFrame()
    {
        using IVideoEncoder encoder = factory.CreateVideoEncoder(new VideoEncoderSettings(VideoCodec.H264, 320, 180, 25, 600_000));
        using Picture picture = new(320, 180);
        encoder.TryEncode(picture.View, false, out _);
        encoder.SetBitRate(200_000);
        Assert.That(encoder.TryEncode(picture.View, false, out EncodedAccessUnit unit), Is.True);
        Assert.That(unit.IsKeyFrame, Is.False);
    }

    [Test]
    public void TryEncode_SceneChanges_LargestPictureFitsTheBuffer()
    {
        using IVideoEncoder encoder = factory.CreateVideoEncoder(new VideoEncoderSettings(VideoCodec.H264, 640, 360, 25, 1_000_000));
        using Picture picture = new(640, 360);
        int largest = 0;
        for (int i = 0; i < 50; i++)
        {
            TestPictures.Draw(picture.View, i / 5 * 171);
            encoder.TryEncode(picture.View, i == 30, out EncodedAccessUnit unit);
            largest = Math.Max(largest, i < 5 ? 0 : unit.Bytes.Length);
        }

        Assert.That(largest, Is.LessThan(1_000_000 / 8 / 25 * 2), "at most 80 ms on the wire");
    }

    [Test]
    public unsafe void TryEncode_CallersPicture_IsLeftAsItIs()
    {
        using IVideoEncoder encoder = factory.CreateVideoEncoder(new VideoEncoderSettings(VideoCodec.H264, 320, 180, 25, 600_000));
        using Picture picture = new(320, 180);
        using Picture copy = new(320, 180);
        TestPictures.Draw(picture.View, 3);
        copy.CopyFrom(picture.View);
        encoder.TryEncode(picture.View, true, out _);
        Assert.That(TestPictures.Psnr(picture.View, copy.View), Is.EqualTo(99));
    }

    [Test]
    public void CreateVideoEncoder_UnknownPreset_ThrowsCodecException() =>
        Assert.That(
            () => factory.CreateVideoEncoder(new VideoEncoderSettings(VideoCodec.H264, 320, 180, 25, 600_000) { Preset = "warp" }),
            Throws.TypeOf<CodecException>());

    [TestCase(321, 180, 25)]
    [TestCase(320, 180, 0)]
    public void CreateVideoEncoder_ImpossibleSettings_ThrowsCodecException(int width, int height, int framesPerSecond) =>
        Assert.That(
            () => factory.CreateVideoEncoder(new VideoEncoderSettings(VideoCodec.H264, width, height, framesPerSecond, 600_000)),
            Throws.TypeOf<CodecException>());

    private static unsafe double Measure(IVideoEncoder encoder, Picture picture, Random random, int framesPerSecond)
    {
        long bytes = 0;
        for (int i = 0; i < framesPerSecond * 2; i++)
        {
            PictureView view = picture.View;
            for (int at = 0; at < view.StrideY * view.Height; at++)
            {
                view.Y[at] = (byte)(128 + random.Next(-20, 20));
            }

            encoder.TryEncode(view, false, out EncodedAccessUnit unit);
            bytes += unit.Bytes.Length;
        }

        return bytes * 8 / 2.0;
    }

    private static int[] NalTypes(ReadOnlySpan<byte> unit)
    {
        List<int> types = [];
        while (AnnexB.TryRead(ref unit, out ReadOnlySpan<byte> nal))
        {
            types.Add(nal[0] & 0x1f);
        }

        return [.. types];
    }
}
