using System.Diagnostics;

namespace Mcu.Tests.Harness;

/// <summary>Programs of the machine that tests call; a test that misses one is skipped, and says which.</summary>
internal static class Tools
{
    /// <summary>Skips the test when a program is not installed.</summary>
    public static void Require(params string[] programs)
    {
        string[] missing = [.. programs.Where(program => !IsInstalled(program))];
        if (missing.Length > 0)
        {
            Assert.Ignore($"not installed: {string.Join(", ", missing)} (./build.sh test installs them)");
        }
    }

    /// <summary>Whether a program is on the search path.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program to its end, at most a minute; its errors go into the failure.</summary>
    public static void Run(string program, params string[] arguments)
    {
        (int? code, string output) = RunFor(TimeSpan.FromMinutes(1), program, arguments);
        Assert.That(code, Is.Zero, $"{program} {string.Join(' ', arguments)}: {output}");
    }

    /// <summary>Runs a program for a time at most; its exit code (null when it did not end and was killed) and all its output.</summary>
    public static (int? Code, string Output) RunFor(
        TimeSpan limit, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using Process process = Start(program, arguments, environment);
        var log = new ProcessLog(process);
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return (null, log.All);
        }

        process.WaitForExit(); // until the output is read to its end
        return (process.ExitCode, log.All);
    }

    /// <summary>Starts a program with its output redirected and nothing to read.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
