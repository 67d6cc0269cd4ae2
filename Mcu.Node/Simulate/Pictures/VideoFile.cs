using System.Diagnostics;
using System.Globalization;
using Mcu.Core.Codecs;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>Reads the pictures of a file, in the size and rate that rooms send, through the <c>ffmpeg</c> program.</summary>
internal static class VideoFile
{
    private const int MaxSeconds = 20; // what the loop holds in memory stays below a few megabytes

    /// <summary>Hands over each picture in turn.</summary>
    /// <exception cref="SimulationException">There is no ffmpeg program, or it cannot read the file.</exception>
    public static async Task ReadAsync(FleetOptions options, Action<PictureView> take, CancellationToken cancel)
    {
        using Process ffmpeg = Start(options);
        Task<string> errors = ffmpeg.StandardError.ReadToEndAsync(cancel);
        using var picture = new Picture(options.Width, options.Height);
        byte[] frame = new byte[options.Width * options.Height * 3 / 2];
        int count = 0;
        try
        {
            while (await ffmpeg.StandardOutput.BaseStream.ReadAtLeastAsync(frame, frame.Length, throwOnEndOfStream: false, cancel) == frame.Length)
            {
                Copy(frame, picture.View);
                take(picture.View);
                count++;
            }

            await ffmpeg.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            ffmpeg.Kill();
            throw;
        }

        if (count == 0)
        {
            string reason = (await errors).Trim();
            throw new SimulationException(SimulationFailure.VideoFile, options.VideoFile!, reason.Split('\n')[^1]);
        }
    }

    private static Process Start(FleetOptions options)
    {
        string filter = string.Create(
            CultureInfo.InvariantCulture,
            $"scale={options.Width}:{options.Height}:force_original_aspect_ratio=decrease,pad={options.Width}:{options.Height}:-1:-1,fps={options.FramesPerSecond}");
        var start = new ProcessStartInfo("ffmpeg")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "-v", "error", "-nostdin", "-i", options.VideoFile!, "-t", $"{MaxSeconds}", "-an", "-vf", filter,
            "-f", "rawvideo", "-pix_fmt", "yuv420p", "pipe:1",
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new SimulationException(SimulationFailure.NoFFmpeg, "ffmpeg", error.Message);
        }
    }

    private static unsafe void Copy(ReadOnlySpan<byte> frame, in PictureView view)
    {
        int luma = view.Width * view.Height;
        CopyPlane(frame, view.Y, view.StrideY, view.Width, view.Height);
        CopyPlane(frame[luma..], view.U, view.StrideU, view.Width / 2, view.Height / 2);
        CopyPlane(frame[(luma + (luma / 4))..], view.V, view.StrideV, view.Width / 2, view.Height / 2);
    }

    private static unsafe void CopyPlane(ReadOnlySpan<byte> source, byte* target, int stride, int width, int height)
    {
        for (int y = 0; y < height; y++)
        {
            source.Slice(y * width, width).CopyTo(new Span<byte>(target + (y * stride), width));
        }
    }
}
