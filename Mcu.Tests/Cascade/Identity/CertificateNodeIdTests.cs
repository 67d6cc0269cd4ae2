using System.Security.Cryptography.X509Certificates;
using FsCheck;
using FsCheck.Fluent;
using Mcu.Cascade.Identity;

namespace Mcu.Tests.Cascade.Identity;

/// <summary>The node id among a certificate's names.</summary>
public sealed class CertificateNodeIdTests
{
    [Test]
    public void TryRead_AmongOtherNames_IsFound()
    {
        using X509Certificate2 certificate = Certificate(ForgedCertificates.Names("https://example.vn", "urn:mcu:node:khanh-son"));
        Assert.That(CertificateNodeId.TryRead(certificate, out string? id) ? id : null, Is.EqualTo("khanh-son"));
    }

    [Test]
    public void TryRead_TwoIds_IsNone()
    {
        using X509Certificate2 certificate = Certificate(ForgedCertificates.Names("urn:mcu:node:khanh-son", "urn:mcu:node:khanh-hoa"));
        Assert.That(CertificateNodeId.TryRead(certificate, out string? id), Is.False);
        Assert.That(id, Is.Null);
    }

    [Test]
    public void TryRead_NoNames_IsNone()
    {
        using X509Certificate2 certificate = Certificate(names: null);
        Assert.That(CertificateNodeId.TryRead(certificate, out _), Is.False);
    }

    [Test]
    public void TryRead_AnyBytes_NeverThrows() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40),
        Prop.ForAll<byte[]>(bytes =>
        {
            using X509Certificate2 certificate = Certificate(new X509Extension("2.5.29.17", bytes ?? [], critical: false));
            return !CertificateNodeId.TryRead(certificate, out _);
        }));

    private static X509Certificate2 Certificate(X509Extension? names) => ForgedCertificates.Make(pki: null, names);
}
