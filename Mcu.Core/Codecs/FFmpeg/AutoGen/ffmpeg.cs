#pragma warning disable CS8981 // the name is FFmpeg.AutoGen's

using System.Reflection;
using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>
/// The functions of FFmpeg 5.1 that we call, under FFmpeg.AutoGen's names, so that the package can take this folder's place
/// (<c>-p:UseFFmpegAutoGenPackage=true</c>). Written from FFmpeg's headers; what a function does is documented there.
/// </summary>
public static unsafe partial class ffmpeg
{
    private const string AvUtil = "avutil";
    private const string AvCodec = "avcodec";
    private const string AvFormat = "avformat";
    private const string SwScale = "swscale";

    /// <summary>The major versions that the declarations describe, by library.</summary>
    public static readonly Dictionary<string, int> LibraryVersionMap = new(StringComparer.Ordinal)
    {
        [AvCodec] = 59,
        [AvFormat] = 59,
        [AvUtil] = 57,
        [SwScale] = 6,
    };

    static ffmpeg() => NativeLibrary.SetDllImportResolver(typeof(ffmpeg).Assembly, Resolve);

    /// <summary>The folder of the libraries; empty for the system's search path.</summary>
    public static string RootPath { get; set; } = string.Empty;

    /// <summary>The code that FFmpeg returns for an <c>errno</c>.</summary>
    public static int AVERROR(int errno) => -errno;

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path) =>
        LibraryVersionMap.TryGetValue(library, out int major)
            ? NativeLibrary.Load(Path.Combine(RootPath, $"lib{library}.so.{major}"))
            : 0;
}
