using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mcu.Cascade.Identity;
using Mcu.Node.Pki;
using Mcu.Tests.Pki;

namespace Mcu.Tests.Cascade.Identity;

/// <summary>Certificates that <c>mcu pki</c> would not make, signed by an authority all the same.</summary>
internal static class ForgedCertificates
{
    /// <summary>A certificate with these alternative names and usages; by itself when there is no authority.</summary>
    public static X509Certificate2 Make(TemporaryPki? pki, X509Extension? names, params string[] usages)
    {
        using ECDsa key = CertificateAuthority.NewKey();
        var request = new CertificateRequest("CN=forged", key, HashAlgorithmName.SHA256);
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        if (usages.Length > 0)
        {
            OidCollection oids = [];
            Array.ForEach(usages, usage => oids.Add(new Oid(usage)));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, critical: false));
        }

        DateTimeOffset start = TemporaryPki.Start;
        if (pki is null)
        {
            return request.CreateSelfSigned(start, start + TemporaryPki.Year);
        }

        using CertificateAuthority authority = AuthorityKeyFile.Read(new PkiFolder(pki.Folder), passphrase: null);
        using X509Certificate2 signed = request.Create(authority.Certificate, start, start + TemporaryPki.Year, [0x42, 1, 2, 3]);
        return signed.CopyWithPrivateKey(key);
    }

    public static X509Extension Names(params string[] uris)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("mcu.khanhson.vn");
        Array.ForEach(uris, uri => names.AddUri(new Uri(uri)));
        return names.Build();
    }

    /// <summary>Puts a certificate in the place of a node's.</summary>
    public static void Put(this X509Certificate2 certificate, NodeIdentityFiles files)
    {
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(files.Key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }
}
