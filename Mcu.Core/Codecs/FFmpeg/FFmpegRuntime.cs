using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>The FFmpeg libraries of this process: whether they are there, and of the version that we were written for.</summary>
public static unsafe class FFmpegRuntime
{
    /// <summary>The Debian 12 packages that hold what the codecs need.</summary>
    public const string DebianPackages = "libavcodec59 libavformat59 libavutil57 libswscale6 libopus0";

    private static readonly Lazy<string?> Failure = new(Load);

    /// <summary>FFmpeg's release as it is loaded, such as 5.1.6-0+deb12u1; asks <see cref="EnsureLoaded"/>.</summary>
    public static string Release
    {
        get
        {
            EnsureLoaded();
            return ffmpeg.av_version_info();
        }
    }

    /// <summary>libavcodec's version as it is loaded, such as 59.37.100; asks <see cref="EnsureLoaded"/>.</summary>
    public static string CodecVersion
    {
        get
        {
            EnsureLoaded();
            uint version = ffmpeg.avcodec_version();
            return $"{version >> 16}.{(version >> 8) & 0xFF}.{version & 0xFF}";
        }
    }

    /// <summary>
    /// Loads the libraries on first use. Throws <see cref="CodecException"/> naming the library, the version needed and the
    /// packages to install when one is missing or of another major version: its structures would lie elsewhere.
    /// </summary>
    public static void EnsureLoaded()
    {
        if (Failure.Value is { } message)
        {
            throw new CodecException(message);
        }
    }

    /// <summary>FFmpeg's words for an error code.</summary>
    public static string Describe(int error)
    {
        byte* text = stackalloc byte[128];
        return ffmpeg.av_strerror(error, text, 128) == 0 ? Marshal.PtrToStringUTF8((nint)text)! : $"error {error}";
    }

    /// <summary>Throws <see cref="CodecException"/> when a call of set-up has failed.</summary>
    internal static void ThrowIfFailed(int result, string what)
    {
        if (result < 0)
        {
            throw new CodecException($"{what}: {Describe(result)}.");
        }
    }

    /// <summary>What is wrong with a library of this version (FFmpeg's packing: major in the top 16 bits); null when nothing.</summary>
    internal static string? Mismatch(string library, uint version)
    {
        int needed = ffmpeg.LibraryVersionMap[library];
        uint found = version >> 16;
        return found == needed
            ? null
            : $"lib{library} has major version {found}; {needed} is needed (FFmpeg 5.1). On Debian 12: apt install {DebianPackages}";
    }

    private static string? Load()
    {
        // The package's default is the program's own folder; empty means the system's search path in both.
        ffmpeg.RootPath = string.Empty;
        try
        {
            string? mismatch = Mismatch("avutil", ffmpeg.avutil_version())
                ?? Mismatch("avcodec", ffmpeg.avcodec_version())
                ?? Mismatch("swscale", ffmpeg.swscale_version())
                ?? Mismatch("avformat", ffmpeg.avformat_version());
            if (mismatch is null)
            {
                FFmpegLog.Silence();
            }

            return mismatch;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException or NotSupportedException)
        {
            return $"FFmpeg 5.1 is missing ({error.Message.Split('\n')[0]}). On Debian 12: apt install {DebianPackages}";
        }
    }
}
