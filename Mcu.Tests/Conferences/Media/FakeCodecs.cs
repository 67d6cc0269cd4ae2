using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Tests.Packetizing;

namespace Mcu.Tests.Conferences.Media;

/// <summary>Pictures without the work: what is decoded and encoded is noted. Sound has the codecs of production.</summary>
internal sealed class FakeCodecs : ICodecFactory
{
    private readonly FFmpegCodecFactory real = new();

    public List<FakeVideoDecoder> Decoders { get; } = [];

    public List<FakeVideoEncoder> Encoders { get; } = [];

    public List<FakeDecodedPicture> Pictures { get; } = [];

    public DecodedPicture CreatePicture()
    {
        var picture = new FakeDecodedPicture();
        Pictures.Add(picture);
        return picture;
    }

    public IVideoDecoder CreateVideoDecoder(VideoCodec codec, VideoDecoderLimits limits)
    {
        var decoder = new FakeVideoDecoder(codec);
        Decoders.Add(decoder);
        return decoder;
    }

    public IVideoEncoder CreateVideoEncoder(VideoEncoderSettings settings)
    {
        var encoder = new FakeVideoEncoder(settings);
        Encoders.Add(encoder);
        return encoder;
    }

    public IAudioDecoder CreateAudioDecoder(AudioCodec codec) => real.CreateAudioDecoder(codec);

    public IAudioEncoder CreateAudioEncoder(AudioCodec codec, AudioEncoderSettings settings) => real.CreateAudioEncoder(codec, settings);
}

/// <summary>A picture of one brightness: the last byte of the access unit.</summary>
internal sealed class FakeDecodedPicture : DecodedPicture
{
    private readonly Picture samples = new(32, 18);

    public bool IsDisposed { get; private set; }

    public override PictureView View => IsFilled ? samples.View : default;

    public override double SampleAspect => 1;

    public bool IsFilled { get; private set; }

    public void Fill(byte brightness)
    {
        samples.Fill(brightness, 128, 128);
        IsFilled = true;
    }

    public override void Release() => IsFilled = false;

    public override void Dispose()
    {
        samples.Dispose();
        IsDisposed = true;
    }
}

/// <summary>Decodes units whose first byte says what becomes of them.</summary>
internal sealed class FakeVideoDecoder(VideoCodec codec) : IVideoDecoder
{
    public const byte Good = (byte)'g';
    public const byte Broken = (byte)'b';

    public VideoCodec Codec => codec;

    public List<byte> Decoded { get; } = [];

    public int Flushes { get; private set; }

    public bool IsDisposed { get; private set; }

    public bool SkipDeblocking { get; set; }

    public DecodeResult Decode(ReadOnlySpan<byte> accessUnit, DecodedPicture target)
    {
        target.Release();
        if (accessUnit[0] == Broken)
        {
            return DecodeResult.Corrupt;
        }

        if (Decoded.Count < 1000)
        {
            Decoded.Add(accessUnit[^1]);
        }

        ((FakeDecodedPicture)target).Fill(accessUnit[^1]);
        return DecodeResult.Picture;
    }

    public void Flush() => Flushes++;

    public void Dispose() => IsDisposed = true;
}

/// <summary>Makes H.264 of the right shape: SPS, PPS and an IDR slice, or one slice.</summary>
internal sealed class FakeVideoEncoder(VideoEncoderSettings settings) : IVideoEncoder
{
    private static readonly byte[] KeyFrame = TestNals.KeyFrame(3000);
    private static readonly byte[] Slice = TestNals.Stream(TestNals.Slice(isIdr: false, 600));

    public VideoEncoderSettings Settings => settings;

    public int KeyFrames { get; private set; }

    public int Encoded { get; private set; }

    public bool Refuses { get; set; }

    public bool IsDisposed { get; private set; }

    public bool TryEncode(scoped in PictureView picture, bool forceKeyFrame, out EncodedAccessUnit accessUnit)
    {
        bool isKeyFrame = forceKeyFrame || Encoded == 0;
        accessUnit = new EncodedAccessUnit(isKeyFrame ? KeyFrame : Slice, isKeyFrame);
        if (Refuses)
        {
            return false;
        }

        Encoded++;
        KeyFrames += isKeyFrame ? 1 : 0;
        return true;
    }

    public void SetBitRate(int bitsPerSecond)
    {
    }

    public void Dispose() => IsDisposed = true;
}
