using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>
/// FFmpeg's log, silent by default: a stranger's broken stream writes a line for every packet. A sink gets the lines up to a
/// level; it is called on whatever thread FFmpeg runs on, and must not throw.
/// </summary>
public static unsafe class FFmpegLog
{
    private const int LineBytes = 1024;
    private static Action<string>? sink;
    private static int threshold;

    /// <summary>Sends errors, and warnings if asked for, to a sink; null silences the log again.</summary>
    public static void SendTo(Action<string>? lines, bool warnings = false)
    {
        threshold = warnings ? ffmpeg.AV_LOG_WARNING : ffmpeg.AV_LOG_ERROR;
        Volatile.Write(ref sink, lines);
    }

    /// <summary>
    /// Replaces FFmpeg's callback. It is called for each line of any level, also on media paths, so it takes the format as
    /// a pointer: a delegate with FFmpeg.AutoGen's signature would allocate a string for each.
    /// </summary>
    internal static void Silence()
    {
        ffmpeg.av_log_set_level(ffmpeg.AV_LOG_QUIET);
        ffmpeg.av_log_set_callback(new av_log_set_callback_callback_func
        {
            Pointer = (nint)(delegate* unmanaged[Cdecl]<void*, int, byte*, byte*, void>)&OnLine,
        });
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLine(void* context, int level, byte* format, byte* arguments)
    {
        if (Volatile.Read(ref sink) is not { } lines || level > threshold)
        {
            return;
        }

        byte* line = stackalloc byte[LineBytes];
        int prefix = 1;
        ffmpeg.av_log_format_line(context, level, Marshal.PtrToStringUTF8((nint)format)!, arguments, line, LineBytes, &prefix);
        lines(Marshal.PtrToStringUTF8((nint)line)!.TrimEnd());
    }
}
