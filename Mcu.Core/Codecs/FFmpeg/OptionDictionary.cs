using System.Globalization;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>
/// Options for a codec or muxer. FFmpeg takes those that it knows and leaves the others without a word:
/// <see cref="ThrowIfAnyLeft"/> says which.
/// </summary>
internal sealed unsafe class OptionDictionary : IDisposable
{
    private AVDictionary* entries;

    /// <summary>Adds an option.</summary>
    public OptionDictionary Set(string key, string value)
    {
        fixed (AVDictionary** at = &entries)
        {
            FFmpegRuntime.ThrowIfFailed(ffmpeg.av_dict_set(at, key, value, 0), $"option {key}");
        }

        return this;
    }

    /// <summary>Adds an option.</summary>
    public OptionDictionary Set(string key, int value) => Set(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Opens a codec with the options; throws <see cref="CodecException"/> when it or one of them is refused.</summary>
    public void Open(AVCodecContext* context, AVCodec* codec, string name)
    {
        fixed (AVDictionary** at = &entries)
        {
            FFmpegRuntime.ThrowIfFailed(ffmpeg.avcodec_open2(context, codec, at), $"{name} cannot be opened");
        }

        ThrowIfAnyLeft(name);
    }

    /// <summary>Writes a file's header with the options; a negative error code when that fails.</summary>
    public int WriteHeader(AVFormatContext* format)
    {
        fixed (AVDictionary** at = &entries)
        {
            return ffmpeg.avformat_write_header(format, at);
        }
    }

    /// <summary>Throws <see cref="CodecException"/> naming an option that nothing has taken.</summary>
    public void ThrowIfAnyLeft(string name)
    {
        AVDictionaryEntry* left = ffmpeg.av_dict_get(entries, string.Empty, null, ffmpeg.AV_DICT_IGNORE_SUFFIX);
        if (left is not null)
        {
            throw new CodecException($"{name} does not know the option {Marshal.PtrToStringUTF8((nint)left->key)}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        fixed (AVDictionary** at = &entries)
        {
            ffmpeg.av_dict_free(at);
        }
    }
}
