using System.Runtime.InteropServices;

namespace Mcu.Node.Pki.Native;

/// <summary>The system calls that put a folder's entries on disk, for which the framework has none.</summary>
internal static partial class FolderCalls
{
    public const int ReadOnlyFolder = 0x10000; // O_RDONLY | O_DIRECTORY

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);
}
