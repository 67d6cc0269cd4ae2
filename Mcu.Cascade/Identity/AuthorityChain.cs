using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mcu.Cascade.Identity;

/// <summary>Whether a certificate was issued by one of our authorities: nobody else is trusted, and nothing is fetched from the network.</summary>
internal static class AuthorityChain
{
    /// <summary>Trust in these authorities only. Life and usage are left to the caller, who tells them apart from a foreign certificate.</summary>
    public static X509ChainPolicy PolicyOf(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    /// <summary>The authority that issued a certificate; false when none of ours did.</summary>
    public static bool TryFindIssuer(
        X509Certificate2 certificate, X509Certificate2Collection authorities, [NotNullWhen(true)] out X509Certificate2? issuer)
    {
        issuer = null;
        using var chain = new X509Chain { ChainPolicy = PolicyOf(authorities) };
        try
        {
            // Our authority issues to nodes only (path length 0), so a good chain has exactly two links.
            if (chain.Build(certificate) && chain.ChainElements.Count == 2)
            {
                string root = chain.ChainElements[1].Certificate.Thumbprint;
                issuer = authorities.FirstOrDefault(authority => string.Equals(authority.Thumbprint, root, StringComparison.Ordinal));
            }
        }
        catch (CryptographicException)
        {
            issuer = null;
        }

        return issuer is not null;
    }
}
