using System.Runtime.InteropServices;

namespace Mcu.Core.Codecs.Opus;

/// <summary>
/// The functions of libopus 1.3 that we call, from opus.h and opus_defines.h. libavcodec's wrapper hides what a jitter buffer
/// needs: FEC and concealment.
/// </summary>
internal static unsafe partial class LibOpus
{
    /// <summary>All is well.</summary>
    public const int OpusOk = 0;

    /// <summary>ctl: target bits per second.</summary>
    public const int SetBitRate = 4002;

    /// <summary>ctl: 0 to 10.</summary>
    public const int SetComplexity = 4010;

    /// <summary>ctl: in-band FEC, 0 or 1.</summary>
    public const int SetInbandFec = 4012;

    /// <summary>ctl: expected loss in percent.</summary>
    public const int SetPacketLossPercent = 4014;

    /// <summary>ctl: forgets the past.</summary>
    public const int ResetState = 4028;

    private const string Library = "libopus.so.0";

    /// <summary>Throws <see cref="CodecException"/> naming the package when the library is missing.</summary>
    public static void EnsureLoaded()
    {
        if (!NativeLibrary.TryLoad(Library, out _))
        {
            throw new CodecException($"{Library} is missing. On Debian 12: apt install libopus0");
        }
    }

    [LibraryImport(Library, EntryPoint = "opus_encoder_create")]
    public static partial nint EncoderCreate(int rate, int channels, int application, out int error);

    [LibraryImport(Library, EntryPoint = "opus_encoder_destroy")]
    public static partial void EncoderDestroy(nint encoder);

    // Variadic in C; with integers only, the calling convention of x86-64 Linux is the same.
    [LibraryImport(Library, EntryPoint = "opus_encoder_ctl")]
    public static partial int EncoderControl(nint encoder, int request, int value);

    [LibraryImport(Library, EntryPoint = "opus_encode_float")]
    public static partial int Encode(nint encoder, float* pcm, int samples, byte* payload, int capacity);

    [LibraryImport(Library, EntryPoint = "opus_decoder_create")]
    public static partial nint DecoderCreate(int rate, int channels, out int error);

    [LibraryImport(Library, EntryPoint = "opus_decoder_destroy")]
    public static partial void DecoderDestroy(nint decoder);

    [LibraryImport(Library, EntryPoint = "opus_decode_float")]
    public static partial int Decode(nint decoder, byte* payload, int length, float* pcm, int samples, int fec);

    [LibraryImport(Library, EntryPoint = "opus_packet_get_nb_samples")]
    public static partial int PacketSamples(byte* payload, int length, int rate);

    [LibraryImport(Library, EntryPoint = "opus_packet_parse")]
    public static partial int PacketParse(byte* payload, int length, byte* toc, byte** frames, short* sizes, int* offset);
}
