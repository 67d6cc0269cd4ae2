namespace Mcu.Cascade.Identity;

/// <summary>Extended key usages (RFC 5280 section 4.2.1.12). A node both calls and is called, so its certificate has both.</summary>
public static class KeyUsages
{
    /// <summary>id-kp-serverAuth.</summary>
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>id-kp-clientAuth.</summary>
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
}
