using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Mcu.Tests.Recording;

/// <summary>What ffprobe makes of a file.</summary>
internal sealed record Probe(string[] Codecs, int[] Packets, double Duration, string Errors)
{
    /// <summary>Reads a file to its end, or skips the test when there is no ffprobe.</summary>
    public static Probe Of(string path)
    {
        ProcessStartInfo start = new("ffprobe")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])["-v", "error", "-count_packets", "-show_streams", "-show_format", "-of", "json", path])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Start(start);
        string output = process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement[] streams = [.. document.RootElement.GetProperty("streams").EnumerateArray()];
        return new Probe(
            [.. streams.Select(stream => stream.GetProperty("codec_name").GetString()!)],
            [.. streams.Select(stream => int.Parse(stream.GetProperty("nb_read_packets").GetString()!, CultureInfo.InvariantCulture))],
            document.RootElement.GetProperty("format").TryGetProperty("duration", out JsonElement duration)
                ? double.Parse(duration.GetString()!, CultureInfo.InvariantCulture)
                : 0,
            errors);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("No ffprobe (Debian: ffmpeg): the recording was not checked.");
            throw;
        }
    }
}
