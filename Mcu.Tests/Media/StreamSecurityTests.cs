using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Srtp;
using Mcu.Core.Time;
using Mcu.Node.Media;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Media;

/// <summary>What of encryption outlasts a leg: a codec change within a call, and a call that another node takes over.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StreamSecurityTests : IDisposable
{
    private const int Wrap = 1 << 16;

    private static readonly SrtpProfile Profile = SrtpProfile.Of(SrtpSuite.AeadAes128Gcm);
    private static readonly NegotiatedSrtp Keys = new(
        1, Profile.Suite, SrtpKey.Create(Profile, new SeededRandom(1)), SrtpKey.Create(Profile, new SeededRandom(2)));

    private readonly RtpStreamLine ours = new(8000, new SeededRandom(3));
    private readonly RtpStreamLine peer = new(8000, new SeededRandom(4));
    private readonly SrtpProtector protector;
    private readonly StreamSecurity first;
    private readonly PacketBuffer buffer;

    public StreamSecurityTests()
    {
        protector = new SrtpProtector(Profile, Keys.RemoteKey, peer);
        first = StreamSecurity.Of(Keys, ours)!;
        Assert.That(new PacketPool(1).TryRent(out PacketBuffer? rented));
        buffer = rented!;
    }

    public void Dispose()
    {
        protector.Dispose();
        first.Dispose();
    }

    [Test]
    public void Of_InTheClear_IsNone() => Assert.That(StreamSecurity.Of(agreed: null, ours), Is.Null);

    [Test]
    public void Of_TheNextLegUnderTheSameKey_CountsOn()
    {
        Load(atIndex: Wrap - 10);
        Assert.That(first.TryOpen(buffer, isRtcp: false, Instant.Distant));
        Load(atIndex: Wrap + 10);
        Assert.That(first.TryOpen(buffer, isRtcp: false, Instant.Distant));
        Load(atIndex: (2 * Wrap) - 40_000);
        Assert.That(first.TryOpen(buffer, isRtcp: false, Instant.Distant));
        Load(atIndex: (2 * Wrap) - 10_000);
        Assert.That(first.TryOpen(buffer, isRtcp: false, Instant.Distant));

        using StreamSecurity next = StreamSecurity.Of(Keys, ours, first)!;
        Load(atIndex: (2 * Wrap) + 10);
        Assert.That(next.TryOpen(buffer, isRtcp: false, Instant.Distant), "at a rollover counter of 2");
    }

    [Test]
    public void Of_TheNextLegUnderTheSameKey_SendsUnderIndicesThatWereNotUsed()
    {
        using StreamSecurity next = StreamSecurity.Of(Keys, ours, first)!;
        byte[] report = Srtp.SrtpPair.Report(ours.Ssrc);
        byte[] one = [.. report, .. new byte[SrtpProfile.MaxOverhead]];
        byte[] two = [.. one];
        first.Rtcp.Protect(one, report.Length, out _);
        next.Rtcp.Protect(two, report.Length, out _);
        Assert.That(two, Is.Not.EqualTo(one));
    }

    [Test]
    public void Of_AnAdoptedCall_FindsWherePeersPacketsAre([Values] bool isAdopted)
    {
        using StreamSecurity adopted = StreamSecurity.Of(Keys, ours, before: null, isAdopted)!;
        Load(atIndex: (5 * Wrap) + 7);
        Assert.That(adopted.TryOpen(buffer, isRtcp: false, Instant.Distant), Is.EqualTo(isAdopted));
        Assert.That(adopted.Refused, Is.EqualTo(isAdopted ? 0 : 1));
    }

    private void Load(int atIndex)
    {
        RtpHeader header = default;
        while ((int)peer.IndexOf(peer.NextSequence) <= atIndex)
        {
            header = peer.Next(8, marker: false, 0, 160, Instant.Distant);
        }

        RtpWriter.Write(buffer.Bytes, header, new byte[160]);
        protector.Protect(buffer.Bytes, 172, out int length);
        buffer.Length = length;
    }
}
