using FFmpeg.AutoGen;
using Mcu.Core.Codecs.FFmpeg.Handles;
using Mcu.Core.Codecs.Telephony;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>G.722 at 64 kbit/s by libavcodec: one byte holds two samples of 16 kHz.</summary>
public sealed unsafe class G722Decoder : IAudioDecoder
{
    private readonly CodecContextHandle context;
    private readonly FrameHandle frame;
    private readonly InputPacket packet;
    private readonly WideOutput output = new(factor: 3);

    /// <summary>Opens a decoder.</summary>
    public G722Decoder()
    {
        FFmpegRuntime.EnsureLoaded();
        context = G722Context.Open(ffmpeg.avcodec_find_decoder(AVCodecID.AV_CODEC_ID_ADPCM_G722));
        frame = new FrameHandle(ffmpeg.av_frame_alloc());
        packet = new InputPacket();
    }

    /// <inheritdoc/>
    public AudioCodec Codec => AudioCodec.G722;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> payload, Span<float> pcm)
    {
        int duration = DurationOf(payload);
        if (duration < 0 || duration > pcm.Length)
        {
            return -1;
        }

        int sent = ffmpeg.avcodec_send_packet(context.Pointer, packet.Load(payload));
        packet.Unload();
        if (sent < 0 || ffmpeg.avcodec_receive_frame(context.Pointer, frame.Pointer) < 0)
        {
            return -1;
        }

        AVFrame* decoded = frame.Pointer;
        ReadOnlySpan<short> samples = new(decoded->data[0], Math.Min(decoded->nb_samples, output.Narrow.Length));
        Span<float> narrow = output.Narrow;
        for (int i = 0; i < samples.Length; i++)
        {
            narrow[i] = samples[i] / 32768f;
        }

        ffmpeg.av_frame_unref(decoded);
        GC.KeepAlive(this);
        return output.Write(samples.Length, pcm);
    }

    /// <inheritdoc/>
    public bool TryRecover(ReadOnlySpan<byte> next, Span<float> pcm) => false;

    /// <inheritdoc/>
    public void Conceal(Span<float> pcm) => output.Conceal(pcm);

    /// <inheritdoc/>
    public int DurationOf(ReadOnlySpan<byte> payload) =>
        payload.IsEmpty || payload.Length * 2 > output.Narrow.Length ? -1 : payload.Length * 2 * output.Factor;

    /// <inheritdoc/>
    public void Dispose()
    {
        context.Dispose();
        frame.Dispose();
        packet.Dispose();
    }
}
