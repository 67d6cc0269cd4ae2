using System.Net;
using Google.Protobuf;
using Mcu.Cascade.Media;
using Mcu.Core.Rtp;
using Mcu.Tests.Harness;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Media;

public sealed class PeerMediaTests
{
    [Test]
    public void TryRead_OwnOffer_GivesKeyAndCandidates()
    {
        LinkKey key = LinkKey.Create(3, new SeededRandom(1));
        MediaOffer offer = PeerMedia.Write(key, [IPAddress.Parse("10.1.2.3"), IPAddress.Parse("2001:db8::1")], 20_000);
        Assert.That(PeerMedia.TryRead(offer, out PeerMedia? media), Is.EqualTo(PeerMediaError.None));
        Assert.That(media!.Candidates, Is.EqualTo(new[]
        {
            TransportAddress.From(IPAddress.Parse("10.1.2.3"), 20_000), TransportAddress.From(IPAddress.Parse("2001:db8::1"), 20_000),
        }));
        Assert.That((media.Key.Generation, media.Key.Key, media.Key.Salt), Is.EqualTo((key.Generation, key.Key, key.Salt)));
    }

    [Test]
    public void TryRead_NoPort_HasNoCandidates()
    {
        MediaOffer offer = Offer();
        offer.Port = 0;
        Assert.That(PeerMedia.TryRead(offer, out PeerMedia? media), Is.EqualTo(PeerMediaError.None));
        Assert.That(media!.Candidates, Is.Empty);
    }

    [Test]
    public void TryRead_ManyAddresses_KeepsWhatARoundCanProbe()
    {
        MediaOffer offer = Offer();
        offer.Addresses.AddRange(Enumerable.Range(1, 100).Select(host => $"10.0.0.{host}"));
        PeerMedia.TryRead(offer, out PeerMedia? media);
        Assert.That(media!.Candidates, Has.Count.EqualTo(ProbeNumbers.Candidates - 1));
    }

    [Test]
    public void TryRead_Nonsense_SaysWhatIsWrong()
    {
        Assert.That(Error(offer => offer.Profile = "AES_CM_128_HMAC_SHA1_80"), Is.EqualTo(PeerMediaError.Profile));
        Assert.That(Error(offer => offer.Key = ByteString.CopyFrom(new byte[15])), Is.EqualTo(PeerMediaError.Key));
        Assert.That(Error(offer => offer.Salt = ByteString.Empty), Is.EqualTo(PeerMediaError.Key));
        Assert.That(Error(offer => offer.Generation = 0), Is.EqualTo(PeerMediaError.Key));
        Assert.That(Error(offer => offer.Port = 70_000), Is.EqualTo(PeerMediaError.Port));
        Assert.That(Error(offer => offer.Addresses.Add("khanh-son")), Is.EqualTo(PeerMediaError.Address));
    }

    [Test]
    public void ToString_OfAKey_HidesIt() => Assert.That(LinkKey.Create(9, new SeededRandom(1)).ToString(), Is.EqualTo("key 9"));

    private static MediaOffer Offer() => PeerMedia.Write(LinkKey.Create(1, new SeededRandom(1)), [IPAddress.Loopback], 20_000);

    private static PeerMediaError Error(Action<MediaOffer> spoil)
    {
        MediaOffer offer = Offer();
        spoil(offer);
        PeerMediaError error = PeerMedia.TryRead(offer, out PeerMedia? media);
        Assert.That(media, Is.Null);
        return error;
    }
}
