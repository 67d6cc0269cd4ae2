using System.Runtime.InteropServices;
using Mcu.Core.Codecs;

namespace Mcu.Tests.Mixing;

/// <summary>
/// Encoders with a memory: a payload is the difference to a leaky prediction, so that a decoder which was not fed by the
/// same encoder needs a while to agree, as with G.722.
/// </summary>
internal sealed class FakeAudioCodecs : ICodecFactory
{
    public List<FakeEncoder> Encoders { get; } = [];

    public IAudioEncoder CreateAudioEncoder(AudioCodec codec, AudioEncoderSettings settings)
    {
        FakeEncoder encoder = new(codec);
        Encoders.Add(encoder);
        return encoder;
    }

    public IAudioDecoder CreateAudioDecoder(AudioCodec codec) => throw new NotSupportedException();

    public IVideoDecoder CreateVideoDecoder(VideoCodec codec, VideoDecoderLimits limits) => throw new NotSupportedException();

    public IVideoEncoder CreateVideoEncoder(VideoEncoderSettings settings) => throw new NotSupportedException();

    public DecodedPicture CreatePicture() => throw new NotSupportedException();

    internal sealed class FakeEncoder(AudioCodec codec) : IAudioEncoder
    {
        private readonly FakePredictor predictor = new();

        public AudioCodec Codec => codec;

        public int TimestampStep => codec == AudioCodec.Opus ? 960 : 160;

        public int Encodes { get; private set; }

        public bool IsDisposed { get; private set; }

        public int Encode(ReadOnlySpan<float> pcm, Span<byte> payload)
        {
            Encodes++;
            Span<float> residual = MemoryMarshal.Cast<byte, float>(payload)[..240];
            for (int i = 0; i < residual.Length; i++)
            {
                residual[i] = pcm[i * 4] - predictor.Value;
                predictor.Take(residual[i]);
            }

            return 960;
        }

        public void Reset() => predictor.Value = 0;

        public void Dispose() => IsDisposed = true;
    }
}

/// <summary>The memory that such an encoder and its decoder share; forgets with a time constant of 8 ms.</summary>
internal sealed class FakePredictor
{
    public float Value { get; set; }

    public float Take(float residual)
    {
        float sample = Value + residual;
        Value = (0.9f * Value) + (0.09f * sample);
        return sample;
    }
}
