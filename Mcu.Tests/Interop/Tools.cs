using System.Diagnostics;

namespace Mcu.Tests.Interop;

/// <summary>Programs of the machine that these tests call; a test that misses one is skipped, and says which.</summary>
internal static class Tools
{
    /// <summary>Skips the test when a program is not installed.</summary>
    public static void Require(params string[] programs)
    {
        string[] missing = [.. programs.Where(program => !File.Exists($"/usr/bin/{program}"))];
        if (missing.Length > 0)
        {
            Assert.Ignore($"not installed: {string.Join(", ", missing)} (./build.sh test installs them)");
        }
    }

    /// <summary>Runs a program to its end, at most a minute; its output goes into the failure.</summary>
    public static void Run(string program, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        bool ended = process.WaitForExit(TimeSpan.FromMinutes(1));
        Assert.That(ended && process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {(ended ? errors.Result : "did not end")}");
    }

    /// <summary>Starts a program with its output redirected.</summary>
    public static Process Start(string program, params string[] arguments) => Start(new Dictionary<string, string>(StringComparer.Ordinal), program, arguments);

    /// <summary>The same with further variables in its environment.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
