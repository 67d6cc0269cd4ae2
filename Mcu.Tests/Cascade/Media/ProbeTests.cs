using Mcu.Cascade.Media;
using Mcu.Core.Rtcp;

namespace Mcu.Tests.Cascade.Media;

public sealed class ProbeTests
{
    [Test]
    public void Of_EveryCandidate_IsReadBackAndTheLikeliestIsHighest()
    {
        ulong[] numbers = [.. Enumerable.Range(0, ProbeNumbers.Candidates).Select(candidate => ProbeNumbers.Of(7, candidate))];
        Assert.That(numbers, Is.Ordered.Descending);
        Assert.That(numbers.Select(ProbeNumbers.CandidateOf), Is.EqualTo(Enumerable.Range(0, ProbeNumbers.Candidates)));
        Assert.That(numbers.Select(ProbeNumbers.RoundOf), Has.All.EqualTo(7UL));
        Assert.That(ProbeNumbers.Of(8, ProbeNumbers.Candidates - 1), Is.GreaterThan(numbers[0]), "a later round is newer");
    }

    [Test]
    public void RoundOf_NoProbe_IsZero() => Assert.That(ProbeNumbers.RoundOf(0), Is.Zero);

    [Test]
    public void Write_AnyNumber_IsReadBackAndIsRtcp()
    {
        var packet = new byte[ProbePacket.Length];
        Assert.That(ProbePacket.Write(packet, 0x1234_5678_9ABC), Is.EqualTo(packet.Length));
        Assert.That(ProbePacket.TryRead(packet, out ulong number), Is.True);
        Assert.That(number, Is.EqualTo(0x1234_5678_9ABC));
        Assert.That(RtcpParser.Parse(packet, new Deaf()), Is.EqualTo(RtcpParseError.None));
    }

    [Test]
    public void TryRead_AnythingElse_IsRefused()
    {
        var packet = new byte[ProbePacket.Length];
        ProbePacket.Write(packet, 5);
        Assert.That(ProbePacket.TryRead(packet.AsSpan(1), out _), Is.False);
        packet[8] ^= 1;
        Assert.That(ProbePacket.TryRead(packet, out _), Is.False, "another name");
        Assert.That(ProbePacket.TryRead([], out _), Is.False);
    }

    private sealed class Deaf : IRtcpHandler;
}
