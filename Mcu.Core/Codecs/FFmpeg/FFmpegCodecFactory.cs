using Mcu.Core.Codecs.Opus;
using Mcu.Core.Codecs.Telephony;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>The codecs of production: FFmpeg's libraries, libopus, and G.711 by hand.</summary>
public sealed class FFmpegCodecFactory : ICodecFactory
{
    /// <summary>Loads the libraries; throws <see cref="CodecException"/> naming what is missing.</summary>
    public FFmpegCodecFactory()
    {
        FFmpegRuntime.EnsureLoaded();
        LibOpus.EnsureLoaded();
    }

    /// <inheritdoc/>
    public DecodedPicture CreatePicture() => new FFmpegPicture();

    /// <inheritdoc/>
    public IVideoDecoder CreateVideoDecoder(VideoCodec codec, VideoDecoderLimits limits) => new FFmpegVideoDecoder(codec, limits);

    /// <inheritdoc/>
    public IVideoEncoder CreateVideoEncoder(VideoEncoderSettings settings) => new FFmpegVideoEncoder(settings);

    /// <inheritdoc/>
    public IAudioDecoder CreateAudioDecoder(AudioCodec codec) => codec switch
    {
        AudioCodec.Opus => new OpusAudioDecoder(),
        AudioCodec.G722 => new G722Decoder(),
        _ => new G711Decoder(codec),
    };

    /// <inheritdoc/>
    public IAudioEncoder CreateAudioEncoder(AudioCodec codec, AudioEncoderSettings settings) => codec switch
    {
        AudioCodec.Opus => new OpusAudioEncoder(settings),
        AudioCodec.G722 => new G722Encoder(),
        _ => new G711Encoder(codec),
    };
}
