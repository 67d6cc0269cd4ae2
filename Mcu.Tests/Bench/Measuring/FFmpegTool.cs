using System.ComponentModel;
using System.Diagnostics;

namespace Mcu.Tests.Bench.Measuring;

/// <summary>The <c>ffmpeg</c> command line.</summary>
public static class FFmpegTool
{
    /// <summary>Its name and version.</summary>
    public static string Version() => string.Join(' ', Run("-version").Output.Split('\n')[0].Split(' ').Where(word => word is not "version").Take(2));

    /// <summary>Runs it to its end; throws when it fails. Returns what it wrote.</summary>
    public static (string Output, string Log) Run(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("ffmpeg") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-hide_banner", "-nostdin", "-nostats", "-y", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process process = Process.Start(start)!;
            Task<string> log = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? (output, log.Result) : throw new BenchException("ffmpeg failed: " + Tail(log.Result));
        }
        catch (Win32Exception)
        {
            throw new BenchException("the program ffmpeg is not installed (Debian's package 'ffmpeg')");
        }
    }

    private static string Tail(string log) => string.Join(" | ", log.TrimEnd().Split('\n').TakeLast(3));
}
