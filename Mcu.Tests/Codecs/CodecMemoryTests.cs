using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Codecs;

/// <summary>What the codecs cost in memory: nothing for a frame, and nothing that stays after them.</summary>
[NonParallelizable]
public sealed class CodecMemoryTests
{
    private readonly FFmpegCodecFactory factory = new();

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void Video_EncodeAndDecode_AllocatesNothingForAFrame(VideoCodec codec)
    {
        using IVideoEncoder encoder = factory.CreateVideoEncoder(new VideoEncoderSettings(codec, 160, 96, 25, 300_000));
        using IVideoDecoder decoder = factory.CreateVideoDecoder(codec, new VideoDecoderLimits());
        using DecodedPicture decoded = factory.CreatePicture();
        using Picture picture = new(160, 96);
        TestPictures.Draw(picture.View, 0);
        long allocated = Allocations.Of(() =>
        {
            encoder.TryEncode(picture.View, false, out EncodedAccessUnit unit);
            decoder.Decode(unit.Bytes, decoded);
        }, calls: 100);
        Assert.That(allocated, Is.Zero);
    }

    [TestCase(AudioCodec.Pcmu)]
    [TestCase(AudioCodec.Pcma)]
    [TestCase(AudioCodec.G722)]
    [TestCase(AudioCodec.Opus)]
    public void Audio_EncodeDecodeAndConceal_AllocatesNothingForAFrame(AudioCodec codec)
    {
        using IAudioEncoder encoder = factory.CreateAudioEncoder(codec, new AudioEncoderSettings(ExpectedLossPercent: 10));
        using IAudioDecoder decoder = factory.CreateAudioDecoder(codec);
        float[] sound = Tones.Sine(440, 960);
        float[] pcm = new float[960];
        byte[] payload = new byte[1200];
        long allocated = Allocations.Of(() =>
        {
            ReadOnlySpan<byte> packet = payload.AsSpan(0, encoder.Encode(sound, payload));
            decoder.TryRecover(packet, pcm);
            decoder.Decode(packet, pcm);
            decoder.Conceal(pcm);
        }, calls: 100);
        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Scaler_SameSizes_AllocatesNothingForAFrame()
    {
        using Picture source = new(320, 180);
        using Picture target = new(160, 90);
        using SwsScaler scaler = new();
        Assert.That(Allocations.Of(() => scaler.Scale(source.View, target.View)), Is.Zero);
    }

    [TestCase(VideoCodec.H264)]
    [TestCase(VideoCodec.Vp8)]
    public void Video_CreatedAndDisposedAgainAndAgain_MemoryStaysFlat(VideoCodec codec)
    {
        byte[] unit = EncodedVideo.Make(codec, 160, 96, 1)[0];
        AssertStaysFlat(200, () =>
        {
            using IVideoDecoder decoder = factory.CreateVideoDecoder(codec, new VideoDecoderLimits());
            using DecodedPicture decoded = factory.CreatePicture();
            decoder.Decode(unit, decoded);
            using IVideoEncoder encoder = factory.CreateVideoEncoder(new VideoEncoderSettings(codec, 160, 96, 25, 300_000));
            using Picture picture = new(160, 96);
            encoder.TryEncode(picture.View, false, out _);
        });
    }

    [Test]
    public void Audio_CreatedAndDisposedAgainAndAgain_MemoryStaysFlat()
    {
        byte[] payload = new byte[1200];
        float[] pcm = new float[5760];
        AssertStaysFlat(2000, () =>
        {
            foreach (AudioCodec codec in (AudioCodec[])[AudioCodec.Opus, AudioCodec.G722])
            {
                using IAudioEncoder encoder = factory.CreateAudioEncoder(codec, new AudioEncoderSettings());
                using IAudioDecoder decoder = factory.CreateAudioDecoder(codec);
                decoder.Decode(payload.AsSpan(0, encoder.Encode(pcm.AsSpan(0, 960), payload)), pcm);
            }
        });
    }

    [Test]
    public void Video_DecodedPicturesKeptAndReleased_MemoryStaysFlat()
    {
        List<byte[]> units = EncodedVideo.Make(VideoCodec.H264, 320, 180, 5);
        using IVideoDecoder decoder = factory.CreateVideoDecoder(VideoCodec.H264, new VideoDecoderLimits());
        DecodedPicture[] places = [factory.CreatePicture(), factory.CreatePicture(), factory.CreatePicture()];
        int round = 0;
        AssertStaysFlat(2000, () => decoder.Decode(units[round % units.Count], places[round++ % places.Length]));
        Array.ForEach(places, place => place.Dispose());
    }

    private static void AssertStaysFlat(int rounds, Action round)
    {
        for (int i = 0; i < rounds / 2; i++)
        {
            round();
        }

        long before = ProcessMemory.ResidentBytes();
        for (int i = 0; i < rounds; i++)
        {
            round();
        }

        Assert.That(ProcessMemory.ResidentBytes() - before, Is.LessThan(12 << 20));
    }
}
