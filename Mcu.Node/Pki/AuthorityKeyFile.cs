using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mcu.Node.Pki;

/// <summary>Reads an authority from its files.</summary>
internal static class AuthorityKeyFile
{
    private const string EncryptedLabel = "ENCRYPTED PRIVATE KEY";

    /// <summary>The authority's certificate, without its key.</summary>
    /// <exception cref="PkiException">There is none, or it cannot be read.</exception>
    public static X509Certificate2 ReadCertificate(PkiFolder folder)
    {
        if (!File.Exists(folder.AuthorityCertificate))
        {
            throw new PkiException(PkiFault.NoAuthority, folder.Path);
        }

        string pem = PkiFolder.Read(folder.AuthorityCertificate);
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException wrong)
        {
            throw new PkiException(PkiFault.AuthorityMalformed, folder.AuthorityCertificate, wrong.Message.TrimEnd('.'));
        }
    }

    /// <summary>The authority with its key.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="passphrase">What the key is encrypted with; null when it is not.</param>
    /// <exception cref="PkiException">It cannot be read, or the passphrase is missing or wrong.</exception>
    public static CertificateAuthority Read(PkiFolder folder, string? passphrase)
    {
        using X509Certificate2 certificate = ReadCertificate(folder);
        using ECDsa key = ReadKey(folder.AuthorityKey, passphrase);
        try
        {
            return new CertificateAuthority(certificate.CopyWithPrivateKey(key));
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException or CryptographicException)
        {
            throw new PkiException(PkiFault.AuthorityMalformed, folder.AuthorityKey, wrong.Message.TrimEnd('.'));
        }
    }

    private static ECDsa ReadKey(string path, string? passphrase)
    {
        string pem = PkiFolder.Read(path);
        bool encrypted = pem.Contains(EncryptedLabel, StringComparison.Ordinal);
        if (encrypted && passphrase is null)
        {
            throw new PkiException(PkiFault.PassphraseNeeded, path);
        }

        var key = ECDsa.Create();
        try
        {
            if (encrypted)
            {
                key.ImportFromEncryptedPem(pem, passphrase);
            }
            else
            {
                key.ImportFromPem(pem);
            }

            return key;
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new PkiException(encrypted ? PkiFault.PassphraseWrong : PkiFault.AuthorityMalformed, path, wrong.Message.TrimEnd('.'));
        }
    }
}
