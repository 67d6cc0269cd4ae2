using Mcu.Core.Srtp;
using Mcu.Core.Time;

namespace Mcu.Tests.Srtp;

public sealed class RocSearchTests
{
    private const int Wrap = 1 << 16;

    [Test]
    public void Unprotect_AnAdoptedStreamInItsMiddle_IsFound([Values(0, 1, 2, 17, 64)] int wraps)
    {
        using var pair = new SrtpPair(SrtpSuite.AesCm128HmacSha1Tag80, new RocSearch());
        pair.Skip(wraps * Wrap);
        Assert.That(pair.Open(pair.ProtectNext(), out _), Is.Not.Null);
        Assert.That(pair.Open(pair.ProtectNext(), out _), Is.Not.Null, "and stays found");
    }

    [Test]
    public void Unprotect_BeyondTheLastCandidate_IsRefused()
    {
        using var pair = new SrtpPair(SrtpSuite.AesCm128HmacSha1Tag80, new RocSearch());
        pair.Skip(65 * Wrap);
        Assert.That(pair.Open(pair.ProtectNext(), out SrtpError error), Is.Null);
        Assert.That(error, Is.EqualTo(SrtpError.Unauthentic));
    }

    [Test]
    public void Unprotect_WithoutASearch_IsRefusedInTheMiddle()
    {
        using var pair = new SrtpPair(SrtpSuite.AesCm128HmacSha1Tag80);
        pair.Skip(2 * Wrap);
        Assert.That(pair.Open(pair.ProtectNext(), out _), Is.Null);
    }

    [Test]
    public void TryBegin_AFlood_IsGrantedAFewTimesASecond()
    {
        var search = new RocSearch();
        Instant start = Instant.Distant + TimeSpan.FromHours(1);
        int granted = 0;
        for (int i = 0; i < 10_000; i++)
        {
            granted += search.TryBegin(start + TimeSpan.FromMilliseconds(i)) ? 1 : 0;
        }

        Assert.That(granted, Is.InRange(50, 120), "in ten seconds");
    }

    [Test]
    public void TryBegin_AfterAnAuthenticPacket_IsOver()
    {
        var search = new RocSearch();
        search.End();
        Assert.That(search.TryBegin(Instant.Distant), Is.False);
    }
}
