using System.Globalization;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Failover.Processes;

/// <summary>
/// Has a node's disk take its time: a library that is loaded before the C library and waits before everything is written to disk. In one
/// process, so that the machine's other programs notice nothing.
/// </summary>
internal sealed class SlowDisk
{
    private const string Source = """
        #define _GNU_SOURCE
        #include <fcntl.h>
        #include <stdlib.h>
        #include <sys/mman.h>
        #include <sys/syscall.h>
        #include <time.h>
        #include <unistd.h>

        static void pause_as_told(void)
        {
            char text[16] = {0};
            int file = open(getenv("SLOW_DISK"), O_RDONLY | O_CLOEXEC);
            if (file < 0)
                return;
            ssize_t length = read(file, text, sizeof text - 1);
            close(file);
            long ms = length > 0 ? atol(text) : 0;
            struct timespec rest = {ms / 1000, ms % 1000 * 1000000};
            while (nanosleep(&rest, &rest) != 0)
                ;
        }

        static void pause_if_synchronous(int file)
        {
            if ((fcntl(file, F_GETFL) & O_SYNC) == O_SYNC)
                pause_as_told();
        }

        int fsync(int file) { pause_as_told(); return syscall(SYS_fsync, file); }
        int fdatasync(int file) { pause_as_told(); return syscall(SYS_fdatasync, file); }
        int msync(void *from, size_t length, int flags)
        {
            if (flags & MS_SYNC)
                pause_as_told();
            return syscall(SYS_msync, from, length, flags);
        }
        ssize_t pwrite64(int file, const void *bytes, size_t length, off_t at)
        {
            pause_if_synchronous(file);
            return syscall(SYS_pwrite64, file, bytes, length, at);
        }
        ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) { return pwrite64(file, bytes, length, at); }
        """;

    private readonly string told;

    /// <summary>One that is as fast as it is.</summary>
    /// <param name="library">See <see cref="Build"/>.</param>
    /// <param name="folder">For what it is told.</param>
    /// <param name="node">Whose.</param>
    public SlowDisk(string library, string folder, string node)
    {
        told = Path.Combine(folder, $"{node}.disk");
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["LD_PRELOAD"] = library, ["SLOW_DISK"] = told };
        Delay = TimeSpan.Zero;
    }

    /// <summary>For the node's process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>How much longer than it does each write takes to be on disk, from now on.</summary>
    public TimeSpan Delay
    {
        set => File.WriteAllText(told, value.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Makes the library; gives its path.</summary>
    public static string Build(string folder)
    {
        (string source, string library) = (Path.Combine(folder, "slowdisk.c"), Path.Combine(folder, "slowdisk.so"));
        File.WriteAllText(source, Source);
        Tools.Run("gcc", "-shared", "-fPIC", "-O1", "-o", library, source);
        return library;
    }
}
