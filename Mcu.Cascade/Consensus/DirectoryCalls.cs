using System.Runtime.InteropServices;

namespace Mcu.Cascade.Consensus;

/// <summary>.NET does not open directories.</summary>
internal static partial class DirectoryCalls
{
    /// <summary>O_RDONLY | O_DIRECTORY | O_CLOEXEC on x86-64 Linux.</summary>
    public const int ReadOnlyDirectory = 0x10000 | 0x80000;

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);
}
