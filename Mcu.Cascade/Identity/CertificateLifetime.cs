using System.Security.Cryptography.X509Certificates;

namespace Mcu.Cascade.Identity;

/// <summary>Where a certificate is in its life.</summary>
public enum ExpiryState
{
    /// <summary>Its time has not come: a clock is wrong, here or where it was issued.</summary>
    NotYetValid,

    /// <summary>Good for longer than <see cref="CertificateLifetime.WarnBefore"/>.</summary>
    Valid,

    /// <summary>Good, but to be renewed now.</summary>
    ExpiresSoon,

    /// <summary>Over: peers refuse it.</summary>
    Expired,
}

/// <summary>From when until when a certificate is good.</summary>
/// <param name="NotBefore">The first second.</param>
/// <param name="NotAfter">The last second.</param>
public readonly record struct CertificateLifetime(DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>So long before its end a certificate asks to be renewed.</summary>
    public static readonly TimeSpan WarnBefore = TimeSpan.FromDays(30);

    /// <summary>A certificate's.</summary>
    public static CertificateLifetime Of(X509Certificate2 certificate) =>
        new(new DateTimeOffset(certificate.NotBefore).ToUniversalTime(), new DateTimeOffset(certificate.NotAfter).ToUniversalTime());

    /// <summary>Whole days until the end; negative when it is over.</summary>
    public int DaysLeft(DateTimeOffset now) => (int)Math.Floor((NotAfter - now).TotalDays);

    /// <summary>Where it is in its life.</summary>
    public ExpiryState StateAt(DateTimeOffset now) => now switch
    {
        _ when now > NotAfter => ExpiryState.Expired,
        _ when now < NotBefore => ExpiryState.NotYetValid,
        _ when NotAfter - now < WarnBefore => ExpiryState.ExpiresSoon,
        _ => ExpiryState.Valid,
    };
}
