using System.Net;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Rtp;

/// <summary>Who may feed a leg.</summary>
public sealed class SourceLatchTests
{
    private static readonly TransportAddress Named = TransportAddress.From(IPAddress.Parse("10.0.0.1"), 20000);
    private static readonly TransportAddress Public = TransportAddress.From(IPAddress.Parse("203.0.113.1"), 41000);
    private static readonly TransportAddress Stranger = TransportAddress.From(IPAddress.Parse("198.51.100.1"), 5000);
    private static readonly Instant Start = Instant.FromMilliseconds(0);

    private SourceLatch latch = new();

    [SetUp]
    public void Open()
    {
        latch = new SourceLatch();
        latch.Open(Named, Public.Address, Start);
    }

    [Test]
    public void Check_NamedAddress_LatchesAtOnceThenAccepts()
    {
        Assert.That(Check(Named, 10), Is.EqualTo(LatchVerdict.Latched));
        Assert.That(Check(Named, 5000), Is.EqualTo(LatchVerdict.Accept));
    }

    [Test]
    public void Check_NamedAddressAfterTheWindow_StillLatches() =>
        Assert.That(Check(Named, 30_000), Is.EqualTo(LatchVerdict.Latched));

    [Test]
    public void Check_SprayFromAThirdSocket_ChangesNothing()
    {
        TransportAddress sameHost = Named with { Port = 666 };
        for (int ms = 0; ms < 100; ms++)
        {
            Assert.That(Check(Stranger, ms), Is.EqualTo(LatchVerdict.Refuse));
            Assert.That(Check(sameHost, ms), Is.Not.EqualTo(LatchVerdict.Latched));
        }

        Assert.That(Check(Named, 100), Is.EqualTo(LatchVerdict.Latched));
        Assert.That(Check(sameHost, 400), Is.EqualTo(LatchVerdict.Refuse));
        Assert.That(latch.Target, Is.EqualTo(Named));
    }

    [Test]
    public void Excludes_WhoeverCannotBeThePeer_ChangesNothing()
    {
        TransportAddress sameHost = Named with { Port = 666 };
        Assert.That(new[] { Named, sameHost, Public, Stranger }.Select(source => Excludes(source, 100)), Is.EqualTo(new[] { false, false, false, true }));
        Assert.That(new[] { Named, sameHost, Public }.Select(source => Excludes(source, 5000)), Is.EqualTo(new[] { false, true, true }));
        Assert.That(latch.IsLatched, Is.False);
        Check(Named, 5000);
        Assert.That(new[] { Named, sameHost, Public }.Select(source => Excludes(source, 5001)), Is.EqualTo(new[] { false, true, true }));
    }

    [Test]
    public void Check_PeerBehindNat_LatchesToThePublicAddress()
    {
        Assert.That(Check(Public, 50), Is.EqualTo(LatchVerdict.Pending));
        Assert.That(Check(Public, 260), Is.EqualTo(LatchVerdict.Latched));
        Assert.That(latch.Target, Is.EqualTo(Public));
        Assert.That(Check(Public with { Port = 41002 }, 300), Is.EqualTo(LatchVerdict.Refuse));
    }

    [Test]
    public void Check_NamedAddressAfterAGuess_WinsWithinTheWindowOnly()
    {
        Check(Public, 0);
        Check(Public, 250);
        Assert.That(Check(Named, 1000), Is.EqualTo(LatchVerdict.Latched));
        Assert.That(Check(Public, 1010), Is.EqualTo(LatchVerdict.Refuse));
    }

    [Test]
    public void Check_GuessAfterTheWindow_IsRefused() =>
        Assert.That(Check(Public, 2001), Is.EqualTo(LatchVerdict.Refuse));

    [Test]
    public void Open_SameAddressAgainBeforeAnythingCame_GivesTheTimeAnew()
    {
        latch.Open(Named, Public.Address, Instant.FromMilliseconds(10_000));
        Check(Public, 10_100);
        Assert.That(Check(Public, 10_350), Is.EqualTo(LatchVerdict.Latched));
    }

    [Test]
    public void Open_SameAddressAgain_KeepsTheLock()
    {
        Check(Public, 0);
        Check(Public, 250);
        latch.Open(Named, Public.Address, Instant.FromMilliseconds(10_000));
        Assert.That(Check(Public, 10_001), Is.EqualTo(LatchVerdict.Accept));
        Assert.That(Check(Named with { Port = 1 }, 10_300), Is.EqualTo(LatchVerdict.Refuse));
    }

    [Test]
    public void Open_AnotherAddress_LatchesAnew()
    {
        Check(Named, 0);
        latch.Open(Stranger, Stranger.Address, Instant.FromMilliseconds(10_000));
        Assert.That(Check(Named, 10_010), Is.EqualTo(LatchVerdict.Refuse));
        Assert.That(Check(Stranger, 10_020), Is.EqualTo(LatchVerdict.Latched));
    }

    [Test]
    public void Check_ManyPackets_AllocatesNothing()
    {
        long allocated = Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                latch.Check(Named, Start);
                latch.Check(Stranger, Start);
            }
        }, calls: 1);
        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void From_FrameworkAddresses_RoundTrips()
    {
        var v6 = new System.Net.IPEndPoint(System.Net.IPAddress.Parse("2001:db8::7"), 5060);
        Assert.That(TransportAddress.From(v6.Address, v6.Port).ToEndPoint(), Is.EqualTo(v6));
        Assert.That(TransportAddress.From(System.Net.IPAddress.Parse("10.0.0.1"), 20000), Is.EqualTo(Named));
        Assert.That(Named.ToString(), Is.EqualTo("10.0.0.1:20000"));
    }

    private bool Excludes(TransportAddress source, double ms) => latch.Excludes(source, Instant.FromMilliseconds(ms));

    private LatchVerdict Check(TransportAddress source, double ms) => latch.Check(source, Instant.FromMilliseconds(ms));
}
