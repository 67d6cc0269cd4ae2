namespace Mcu.Cascade.Identity;

/// <summary>The PEM files that make a node's identity.</summary>
/// <param name="Certificate">The node's certificate.</param>
/// <param name="Key">Its private key, PKCS#8, not encrypted: a node starts without a person.</param>
/// <param name="Authority">The certificate of the province's authority; several while one authority takes over from another.</param>
public sealed record NodeIdentityFiles(string Certificate, string Key, string Authority)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> All => [Certificate, Key, Authority];
}
