using FFmpeg.AutoGen;
using Mcu.Core.Codecs.FFmpeg.Handles;
using Mcu.Core.Codecs.Telephony;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>G.722 at 64 kbit/s by libavcodec: 160 bytes for 20 ms.</summary>
public sealed unsafe class G722Encoder : IAudioEncoder
{
    private const int WideSamples = 960;
    private const int NarrowSamples = 320;
    private readonly Downsampler downsampler = new(factor: 3, WideSamples);
    private readonly float[] narrow = new float[NarrowSamples];
    private readonly BufferHandle samples;
    private readonly FrameHandle frame;
    private readonly PacketHandle packet;
    private CodecContextHandle context;

    /// <summary>Opens an encoder.</summary>
    public G722Encoder()
    {
        FFmpegRuntime.EnsureLoaded();
        context = Open();
        samples = new BufferHandle(ffmpeg.av_buffer_alloc(NarrowSamples * sizeof(short)));
        packet = new PacketHandle(ffmpeg.av_packet_alloc());
        frame = new FrameHandle(ffmpeg.av_frame_alloc());
        AVFrame* input = frame.Pointer;
        input->format = (int)AVSampleFormat.AV_SAMPLE_FMT_S16;
        input->nb_samples = NarrowSamples;
        input->sample_rate = G722Context.SampleRate;
        ffmpeg.av_channel_layout_default(&input->ch_layout, 1);
        input->buf[0] = ffmpeg.av_buffer_ref(samples.Pointer);
        input->data[0] = samples.Pointer->data;
        input->linesize[0] = NarrowSamples * sizeof(short);
    }

    /// <inheritdoc/>
    public AudioCodec Codec => AudioCodec.G722;

    /// <inheritdoc/>
    public int TimestampStep => 160; // the clock is 8 kHz by an old mistake, RFC 3551 §4.5.2

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<float> pcm, Span<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pcm.Length, WideSamples);
        downsampler.Process(pcm, narrow);
        Span<short> linear = new(samples.Pointer->data, NarrowSamples);
        for (int i = 0; i < linear.Length; i++)
        {
            linear[i] = (short)MathF.Round(Math.Clamp(narrow[i], -1f, 1f) * 32767);
        }

        AVPacket* output = packet.Pointer;
        FFmpegRuntime.ThrowIfFailed(ffmpeg.avcodec_send_frame(context.Pointer, frame.Pointer), "G.722");
        FFmpegRuntime.ThrowIfFailed(ffmpeg.avcodec_receive_packet(context.Pointer, output), "G.722");
        int length = output->size;
        new ReadOnlySpan<byte>(output->data, length).CopyTo(payload);
        ffmpeg.av_packet_unref(output);
        GC.KeepAlive(this);
        return length;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        downsampler.Reset();
        context.Dispose();
        context = Open(); // FFmpeg's G.722 encoder cannot be flushed
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        context.Dispose();
        frame.Dispose();
        packet.Dispose();
        samples.Dispose();
    }

    private static CodecContextHandle Open() => G722Context.Open(ffmpeg.avcodec_find_encoder_by_name("g722"));
}
