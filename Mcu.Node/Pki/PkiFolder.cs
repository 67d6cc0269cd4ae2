using System.Security;

namespace Mcu.Node.Pki;

/// <summary>Where things are in the folder of an authority, and how they are read and written.</summary>
/// <param name="path">The folder.</param>
internal sealed class PkiFolder(string path)
{
    /// <summary>What the authority's files are called; no node can have this id.</summary>
    public const string AuthorityName = "ca";

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>The authority's certificate: every node gets a copy.</summary>
    public string AuthorityCertificate => CertificateOf(AuthorityName);

    /// <summary>The authority's key: stays here.</summary>
    public string AuthorityKey => KeyOf(AuthorityName);

    /// <summary>What was ever issued.</summary>
    public string Index => System.IO.Path.Combine(Path, "index.txt");

    /// <summary>A node's certificate.</summary>
    public string CertificateOf(string nodeId) => System.IO.Path.Combine(Path, $"{nodeId}.crt");

    /// <summary>A node's key.</summary>
    public string KeyOf(string nodeId) => System.IO.Path.Combine(Path, $"{nodeId}.key");

    /// <summary>Does something with a file.</summary>
    /// <exception cref="PkiException">It failed.</exception>
    public static T Try<T>(string file, Func<string, T> work)
    {
        try
        {
            return work(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw new PkiException(PkiFault.FileFailed, file, error.Message.TrimEnd('.'));
        }
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="PkiException">It cannot be read.</exception>
    public static string Read(string file) => Try(file, File.ReadAllText);

    /// <summary>Writes a text.</summary>
    /// <exception cref="PkiException">It cannot be written.</exception>
    public static void Write(string file, string text, UnixFileMode mode) => Try(file, path =>
    {
        DurableFiles.Write(path, text, mode);
        return path;
    });

    /// <summary>Makes the folder for a new authority.</summary>
    /// <exception cref="PkiException">It holds something already, or cannot be made.</exception>
    public void Create()
    {
        if (File.Exists(AuthorityCertificate) || File.Exists(AuthorityKey))
        {
            throw new PkiException(PkiFault.AuthorityExists, Path);
        }

        if (Try(Path, folder => Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new PkiException(PkiFault.FolderNotEmpty, Path);
        }

        Try(Path, folder =>
        {
            DurableFiles.CreateFolder(folder);
            return folder;
        });
    }
}
