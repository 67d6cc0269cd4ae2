using System.Buffers.Binary;
using FFmpeg.AutoGen;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Codecs.FFmpeg.Handles;

namespace Mcu.Core.Recording;

/// <summary>
/// Writes H.264 and Opus into Matroska with libavformat. Clusters are at most a second long and carry their size only when
/// whole, so that a file cut anywhere plays up to the last cluster. Single-threaded; results are FFmpeg's error codes.
/// </summary>
internal sealed unsafe class MatroskaWriter : IDisposable
{
    private const int VideoTrack = 0;
    private const int AudioTrack = 1;
    private const int ClusterMilliseconds = 1000;
    private readonly AvioStream output;
    private readonly FormatContextHandle format;
    private readonly PacketHandle packet = new(ffmpeg.av_packet_alloc());
    private readonly long[] lastMilliseconds = [-1, -1];

    /// <summary>Prepares a file; takes the stream over.</summary>
    public MatroskaWriter(Stream stream)
    {
        FFmpegRuntime.EnsureLoaded();
        output = new AvioStream(stream);
        AVFormatContext* context;
        FFmpegRuntime.ThrowIfFailed(ffmpeg.avformat_alloc_output_context2(&context, null, "matroska", null), "matroska");
        format = new FormatContextHandle(context);
        context->pb = output.Context;
        context->flags |= ffmpeg.AVFMT_FLAG_CUSTOM_IO;
    }

    /// <summary>What the stream has thrown first.</summary>
    public Exception? Failure => output.Failure;

    /// <summary>Bytes handed to the stream.</summary>
    public long BytesWritten => output.BytesWritten;

    /// <summary>Writes the head of the file.</summary>
    /// <param name="settings">What is recorded.</param>
    /// <param name="parameterSets">SPS and PPS with start codes.</param>
    public int Begin(RecordingSettings settings, ReadOnlySpan<byte> parameterSets)
    {
        AVStream* video = ffmpeg.avformat_new_stream(format.Pointer, null);
        AVStream* audio = ffmpeg.avformat_new_stream(format.Pointer, null);
        if (video is null || audio is null)
        {
            return ffmpeg.AVERROR(ffmpeg.ENOMEM);
        }

        Describe(video, settings, parameterSets);
        Describe(audio);
        using OptionDictionary options = new OptionDictionary()
            .Set("cluster_time_limit", ClusterMilliseconds)
            .Set("write_crc32", 0);
        int result = options.WriteHeader(format.Pointer);
        options.ThrowIfAnyLeft("matroska");
        return result;
    }

    /// <summary>Writes an access unit (Annex B).</summary>
    public int WriteVideo(ReadOnlySpan<byte> accessUnit, long milliseconds, bool isKeyFrame) =>
        Write(VideoTrack, accessUnit, milliseconds, isKeyFrame);

    /// <summary>Writes an Opus packet.</summary>
    public int WriteAudio(ReadOnlySpan<byte> payload, long milliseconds) => Write(AudioTrack, payload, milliseconds, isKeyFrame: true);

    /// <summary>Ends the cluster and hands all to the operating system.</summary>
    public int Flush()
    {
        int result = ffmpeg.av_write_frame(format.Pointer, null);
        output.Flush();
        return output.Failure is null ? result : ffmpeg.AVERROR(ffmpeg.EINVAL);
    }

    /// <summary>Writes the index and, into the head, the duration.</summary>
    public int End()
    {
        int result = ffmpeg.av_write_trailer(format.Pointer);
        output.Flush();
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        packet.Dispose();
        format.Dispose();
        output.Dispose();
    }

    private static void Describe(AVStream* stream, RecordingSettings settings, ReadOnlySpan<byte> parameterSets)
    {
        stream->avg_frame_rate = new AVRational { num = settings.FramesPerSecond, den = 1 };
        AVCodecParameters* parameters = stream->codecpar;
        parameters->codec_type = AVMediaType.AVMEDIA_TYPE_VIDEO;
        parameters->codec_id = AVCodecID.AV_CODEC_ID_H264;
        parameters->width = settings.Width;
        parameters->height = settings.Height;
        SetExtraData(parameters, parameterSets);
    }

    private static void Describe(AVStream* stream)
    {
        AVCodecParameters* parameters = stream->codecpar;
        parameters->codec_type = AVMediaType.AVMEDIA_TYPE_AUDIO;
        parameters->codec_id = AVCodecID.AV_CODEC_ID_OPUS;
        parameters->sample_rate = 48000;
        ffmpeg.av_channel_layout_default(&parameters->ch_layout, 1);

        // The identification header of Ogg Opus (RFC 7845 §5.1), which Matroska keeps: version 1, mono, no pre-skip.
        Span<byte> head = stackalloc byte[19];
        head.Clear();
        "OpusHead"u8.CopyTo(head);
        head[8] = 1;
        head[9] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(head[12..], 48000);
        SetExtraData(parameters, head);
    }

    private static void SetExtraData(AVCodecParameters* parameters, ReadOnlySpan<byte> bytes)
    {
        parameters->extradata = (byte*)ffmpeg.av_mallocz((ulong)(bytes.Length + ffmpeg.AV_INPUT_BUFFER_PADDING_SIZE));
        parameters->extradata_size = bytes.Length;
        bytes.CopyTo(new Span<byte>(parameters->extradata, bytes.Length));
    }

    private int Write(int track, ReadOnlySpan<byte> payload, long milliseconds, bool isKeyFrame)
    {
        // A clock that steps back, or two pictures within a millisecond, must not end the recording.
        lastMilliseconds[track] = Math.Max(milliseconds, lastMilliseconds[track] + 1);
        fixed (byte* data = payload)
        {
            AVPacket* next = packet.Pointer;
            next->stream_index = track;
            next->data = data;
            next->size = payload.Length;
            next->pts = lastMilliseconds[track];
            next->dts = lastMilliseconds[track];
            next->flags = isKeyFrame ? ffmpeg.AV_PKT_FLAG_KEY : 0;
            int result = ffmpeg.av_write_frame(format.Pointer, next);
            next->data = null;
            next->size = 0;
            return output.Failure is null ? result : ffmpeg.AVERROR(ffmpeg.EINVAL);
        }
    }
}
