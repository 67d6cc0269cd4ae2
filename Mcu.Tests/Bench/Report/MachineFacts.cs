using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Mcu.Tests.Bench.Measuring;

namespace Mcu.Tests.Bench.Report;

/// <summary>What a figure cannot be compared without: the machine, its load, the versions.</summary>
public static class MachineFacts
{
    /// <summary>Collects them.</summary>
    public static IReadOnlyDictionary<string, string> Collect()
    {
        string vectors = Avx512BW.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "SSE";
        string memory = Field("/proc/meminfo", "MemTotal").Replace(" kB", "", StringComparison.Ordinal);
        double gigabytes = double.TryParse(memory, CultureInfo.InvariantCulture, out double kilobytes) ? kilobytes / 1e6 : 0;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["machine"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{Field("/proc/cpuinfo", "model name")}, {Environment.ProcessorCount} cores, {vectors}, {gigabytes:F0} GB"),
            ["system"] = $"{Distribution()}, kernel {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}",
            ["runtime"] = $"{RuntimeInformation.FrameworkDescription}, {FFmpegTool.Version()}",
            ["load"] = File.ReadAllText("/proc/loadavg").Trim() + " at the start",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        };
    }

    private static string Distribution() => File.Exists("/etc/os-release")
        ? File.ReadLines("/etc/os-release").Where(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))
            .Select(line => line["PRETTY_NAME=".Length..].Trim('"')).FirstOrDefault("Linux")
        : "Linux";

    private static string Field(string file, string name)
    {
        string? line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line is null ? "unknown" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
