using Microsoft.Win32.SafeHandles;

namespace Mcu.Cascade.Consensus;

/// <summary>Files that are there whole or not at all, and still after the power went.</summary>
internal static class DurableFile
{
    private const string Unfinished = ".tmp";

    /// <summary>Replaces a file's content.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string temporary = path + Unfinished;
        using (SafeFileHandle file = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, content, 0);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(temporary, path, overwrite: true);
        FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Removes what a write left that did not get to its end.</summary>
    public static void RemoveUnfinished(string directory)
    {
        foreach (string path in Directory.GetFiles(directory, "*" + Unfinished))
        {
            File.Delete(path);
        }
    }

    // A rename is on disk only when the directory is.
    private static void FlushDirectory(string directory)
    {
        int descriptor = DirectoryCalls.Open(directory, DirectoryCalls.ReadOnlyDirectory);
        if (descriptor < 0)
        {
            throw new IOException($"{directory} cannot be opened");
        }

        int result = DirectoryCalls.Fsync(descriptor);
        DirectoryCalls.Close(descriptor);
        if (result != 0)
        {
            throw new IOException($"{directory} cannot be written to disk");
        }
    }
}
