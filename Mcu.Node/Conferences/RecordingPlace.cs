namespace Mcu.Node.Conferences;

/// <summary>Where a recording is.</summary>
/// <param name="Path">Full path.</param>
/// <param name="File">Path within the data folder; the full path when it lies outside.</param>
public readonly record struct RecordingPlace(string Path, string File)
{
    private const string Extension = ".mkv";

    /// <summary>The place of a file of this name, which gets its extension if it has none.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="folder">The folder of recordings, as a rule within it.</param>
    /// <param name="name">A file name without folders.</param>
    public static RecordingPlace Of(string data, string folder, string name)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(
            folder, name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name : name + Extension));
        string inside = System.IO.Path.GetRelativePath(data, path);
        return new RecordingPlace(path, inside.StartsWith("..", StringComparison.Ordinal) ? path : inside);
    }
}
