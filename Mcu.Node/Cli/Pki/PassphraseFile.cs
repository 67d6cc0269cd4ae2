using Mcu.Node.Pki;

namespace Mcu.Node.Cli.Pki;

/// <summary>Reads the passphrase of the authority's key. It comes by a file, since a command line is seen by every user of the machine.</summary>
internal static class PassphraseFile
{
    /// <summary>The first line; null when there is no file.</summary>
    /// <exception cref="PkiException">The file cannot be read, or its first line is empty.</exception>
    public static string? Read(string? path)
    {
        if (path is null)
        {
            return null;
        }

        string line = PkiFolder.Read(path).Split('\n')[0].TrimEnd('\r');
        return line.Length > 0 ? line : throw new PkiException(PkiFault.PassphraseEmpty, path);
    }
}
