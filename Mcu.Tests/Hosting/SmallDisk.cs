using System.Diagnostics;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Hosting;

/// <summary>A file system of a few kilobytes in memory; a test that may not mount one is skipped, and says so.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    public static SmallDisk Mount(string folder, int kilobytes)
    {
        if (Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder) is { } refusal)
        {
            Assert.Ignore($"a small disk cannot be mounted here: {refusal}");
        }

        return new SmallDisk(folder);
    }

    public void Dispose() => Assert.That(Run("umount", "--lazy", folder), Is.Null);

    private static string? Run(string program, params string[] arguments)
    {
        using Process process = Tools.Start(program, arguments);
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : errors.Trim();
    }
}
