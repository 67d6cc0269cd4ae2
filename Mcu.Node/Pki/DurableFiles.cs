using System.Runtime.InteropServices;
using System.Text;
using Mcu.Node.Pki.Native;

namespace Mcu.Node.Pki;

/// <summary>
/// Files that are whole or not there, whatever happens to the machine meanwhile: written beside, put on disk, then renamed. All that
/// concerns keys has its mode from the first byte on, never by a later change.
/// </summary>
internal static class DurableFiles
{
    /// <summary>A secret: its owner only.</summary>
    public const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>For everybody to read.</summary>
    public const UnixFileMode Open = Secret | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode OwnersFolder = Secret | UnixFileMode.UserExecute;

    /// <summary>Makes a folder that only its owner can look into.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Keys are kept by POSIX file modes.");
        }

        Directory.CreateDirectory(path, OwnersFolder);
        File.SetUnixFileMode(path, OwnersFolder); // an empty folder that was there already
    }

    /// <summary>Puts a text into a file, in the place of what was there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, string text, UnixFileMode mode)
    {
        string beside = $"{path}.new";
        File.Delete(beside);
        using (FileStream file = new(beside, Options(FileMode.CreateNew, mode)))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static FileStreamOptions Options(FileMode fileMode, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = fileMode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        return options;
    }

    private static void SyncFolder(string path)
    {
        int folder = FolderCalls.Open(path, FolderCalls.ReadOnlyFolder);
        int error = folder < 0 || FolderCalls.Sync(folder) < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (folder >= 0)
        {
            _ = FolderCalls.Close(folder);
        }

        if (error != 0)
        {
            throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'");
        }
    }
}
