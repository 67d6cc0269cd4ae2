using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Packetizing;

namespace Mcu.Tests.Codecs.FFmpeg;

/// <summary>What a stranger's stream may do to a decoder.</summary>
public sealed class VideoDecoderTests
{
    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void Decode_SizeChangesInMidStream_PictureJustComes(VideoCodec codec)
    {
        using FFmpegVideoDecoder decoder = new(codec, new VideoDecoderLimits());
        using FFmpegPicture picture = new();
        foreach ((int width, int height) in new[] { (320, 180), (640, 360), (176, 144) })
        {
            foreach (byte[] unit in EncodedVideo.Make(codec, width, height, 3))
            {
                Assert.That(decoder.Decode(unit, picture), Is.EqualTo(DecodeResult.Picture));
                Assert.That((picture.View.Width, picture.View.Height), Is.EqualTo((width, height)));
            }
        }
    }

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void Decode_LargerThanTheLimits_IsRefusedAndTheDecoderGoesOn(VideoCodec codec)
    {
        using FFmpegVideoDecoder decoder = new(codec, new VideoDecoderLimits(640, 368));
        using FFmpegPicture picture = new();
        Assert.That(decoder.Decode(EncodedVideo.Make(codec, 1280, 720, 1)[0], picture), Is.EqualTo(DecodeResult.TooLarge));
        Assert.That(picture.View.IsEmpty, Is.True);
        Assert.That(decoder.Decode(EncodedVideo.Make(codec, 640, 360, 1)[0], picture), Is.EqualTo(DecodeResult.Picture));
    }

    [Test]
    public void Decode_SequenceParameterSetOf16384Squared_IsRefusedBeforeItCosts()
    {
        using FFmpegVideoDecoder decoder = new(VideoCodec.H264, new VideoDecoderLimits());
        using FFmpegPicture picture = new();
        byte[] bomb = [.. SequenceParameterSets.Make(1024, 1024), .. EncodedVideo.Make(VideoCodec.H264, 320, 180, 1)[0]];
        long before = ProcessMemory.ResidentBytes();
        for (int i = 0; i < 50; i++)
        {
            Assert.That(decoder.Decode(bomb, picture), Is.EqualTo(DecodeResult.TooLarge));
        }

        Assert.That(ProcessMemory.ResidentBytes() - before, Is.LessThan(64 << 20));
    }

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void Decode_WithoutKeyFrame_NoPictureComes(VideoCodec codec)
    {
        using FFmpegVideoDecoder decoder = new(codec, new VideoDecoderLimits());
        using FFmpegPicture picture = new();
        foreach (byte[] unit in EncodedVideo.Make(codec, 320, 180, 5).Skip(1))
        {
            Assert.That(decoder.Decode(unit, picture), Is.Not.EqualTo(DecodeResult.Picture));
            Assert.That(picture.View.IsEmpty, Is.True);
        }
    }

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void Decode_BrokenBytes_NeverThrowsAndAKeyFrameHeals(VideoCodec codec)
    {
        List<byte[]> units = EncodedVideo.Make(codec, 160, 96, 6);
        using FFmpegVideoDecoder decoder = new(codec, new VideoDecoderLimits());
        using FFmpegPicture picture = new();
        Random random = new(7);
        int corrupt = 0;
        for (int round = 0; round < 600; round++)
        {
            byte[] unit = Break(units[random.Next(units.Count)], random);
            corrupt += decoder.Decode(unit, picture) == DecodeResult.Picture ? 0 : 1;
        }

        Assert.That(corrupt, Is.GreaterThan(30));
        decoder.Flush();
        Assert.That(decoder.Decode(units[0], picture), Is.EqualTo(DecodeResult.Picture));
        Assert.That(decoder.Decode(units[1], picture), Is.EqualTo(DecodeResult.Picture));
    }

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void Decode_Garbage_IsNoPicture(VideoCodec codec)
    {
        using FFmpegVideoDecoder decoder = new(codec, new VideoDecoderLimits());
        using FFmpegPicture picture = new();
        Random random = new(3);
        for (int round = 0; round < 300; round++)
        {
            byte[] unit = new byte[random.Next(0, 400)];
            random.NextBytes(unit);
            Assert.That(decoder.Decode(unit, picture), Is.Not.EqualTo(DecodeResult.Picture));
        }
    }

    [Test]
    public void Decode_HalfOfASlice_IsCorrupt()
    {
        List<byte[]> units = EncodedVideo.Make(VideoCodec.H264, 320, 180, 3);
        using FFmpegVideoDecoder decoder = new(VideoCodec.H264, new VideoDecoderLimits());
        using FFmpegPicture picture = new();
        decoder.Decode(units[0], picture);
        Assert.That(decoder.Decode(units[1].AsSpan(0, units[1].Length / 2), picture), Is.EqualTo(DecodeResult.Corrupt));
        Assert.That(picture.View.IsEmpty, Is.True);
    }

    [Test]
    public void Decode_AccessUnitOfThreeMegabytes_IsCorrupt()
    {
        using FFmpegVideoDecoder decoder = new(VideoCodec.H264, new VideoDecoderLimits());
        using FFmpegPicture picture = new();
        Assert.That(decoder.Decode(new byte[3 << 20], picture), Is.EqualTo(DecodeResult.Corrupt));
    }

    [Test]
    public void Decode_ParameterSetsOnly_AreTakenWithoutAPicture()
    {
        byte[] unit = EncodedVideo.Make(VideoCodec.H264, 320, 180, 1)[0];
        using FFmpegVideoDecoder decoder = new(VideoCodec.H264, new VideoDecoderLimits());
        using FFmpegPicture picture = new();
        Assert.That(decoder.Decode(AnnexB.ParameterSets(unit), picture), Is.Not.EqualTo(DecodeResult.Picture));
        Assert.That(decoder.Decode(unit, picture), Is.EqualTo(DecodeResult.Picture));
    }

    [Test]
    public void SkipDeblocking_SetInMidStream_ChangesThePicture()
    {
        List<byte[]> units = EncodedVideo.Make(VideoCodec.H264, 320, 180, 4, bitsPerSecond: 200_000);
        using FFmpegVideoDecoder plain = new(VideoCodec.H264, new VideoDecoderLimits());
        using FFmpegVideoDecoder cheap = new(VideoCodec.H264, new VideoDecoderLimits());
        using FFmpegPicture a = new();
        using FFmpegPicture b = new();
        plain.Decode(units[0], a);
        cheap.Decode(units[0], b);
        Assert.That(TestPictures.Psnr(a.View, b.View), Is.EqualTo(99));
        cheap.SkipDeblocking = true;
        plain.Decode(units[1], a);
        cheap.Decode(units[1], b);
        Assert.That(TestPictures.Psnr(a.View, b.View), Is.InRange(20, 60));
    }

    [Test]
    public void Picture_OutlivesItsDecoder_StaysReadable()
    {
        using FFmpegPicture picture = new();
        using (FFmpegVideoDecoder decoder = new(VideoCodec.H264, new VideoDecoderLimits()))
        {
            decoder.Decode(EncodedVideo.Make(VideoCodec.H264, 320, 180, 1)[0], picture);
        }

        Assert.That(TestPictures.Psnr(picture.View, picture.View), Is.EqualTo(99));
        Assert.That(picture.SampleAspect, Is.EqualTo(1));
    }

    private static byte[] Break(byte[] unit, Random random)
    {
        byte[] broken = random.Next(4) == 0 ? unit[..random.Next(unit.Length)] : [.. unit];
        for (int i = random.Next(12); i > 0 && broken.Length > 0; i--)
        {
            broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
        }

        return broken;
    }
}
