using Mcu.Core.Rtp;
using Mcu.Core.Srtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Srtp;

public sealed class SrtpUnprotectorTests
{
    [Test]
    public void Unprotect_WhatWasProtected_GivesThePacketBack([Values] SrtpSuite suite)
    {
        using var pair = new SrtpPair(suite);
        for (int i = 0; i < 5; i++)
        {
            byte[] packet = pair.Next();
            byte[] datagram = pair.Protect(packet);
            Assert.That(datagram, Has.Length.EqualTo(packet.Length + pair.Profile.TagLength));
            Assert.That(datagram[12..], Is.Not.EqualTo(packet[12..]), "it is encrypted");
            Assert.That(pair.Open(datagram, out _), Is.EqualTo(packet));
        }
    }

    [Test]
    public void Unprotect_HeaderWithContributingSourcesAndExtension_KeepsItReadable([Values] SrtpSuite suite)
    {
        using var pair = new SrtpPair(suite);
        byte[] fixedHeader = pair.Next()[..12];
        fixedHeader[0] = 0x92; // extension, two contributing sources
        byte[] packet = [.. fixedHeader, 1, 2, 3, 4, 5, 6, 7, 8, 0xBE, 0xDE, 0, 1, 9, 9, 9, 9, 42, 43, 44];
        byte[] datagram = pair.Protect(packet);
        Assert.That(datagram[..28], Is.EqualTo(packet[..28]));
        Assert.That(pair.Open(datagram, out _), Is.EqualTo(packet));
    }

    [Test]
    public void UnprotectRtcp_WhatWasProtected_GivesTheCompoundBack([Values] SrtpSuite suite)
    {
        using var pair = new SrtpPair(suite);
        byte[] report = SrtpPair.Report();
        byte[] first = pair.ProtectRtcp(report);
        Assert.That(first, Has.Length.EqualTo(report.Length + pair.Profile.RtcpTagLength + 4));
        Assert.That(pair.OpenRtcp(first, out _), Is.EqualTo(report));
        Assert.That(pair.OpenRtcp(pair.ProtectRtcp(report), out _), Is.EqualTo(report), "an index of its own makes it another packet");
        Assert.That(pair.OpenRtcp(first, out SrtpError error), Is.Null);
        Assert.That(error, Is.EqualTo(SrtpError.Replayed));
    }

    [Test]
    public void UnprotectRtcp_InTheClear_IsRefused()
    {
        using var pair = new SrtpPair(SrtpSuite.AesCm128HmacSha1Tag80);
        byte[] datagram = pair.ProtectRtcp(SrtpPair.Report());
        datagram[^14] &= 0x7F; // the E flag
        Assert.That(pair.OpenRtcp(datagram, out SrtpError error), Is.Null);
        Assert.That(error, Is.EqualTo(SrtpError.NotEncrypted));
    }

    [Test]
    public void Unprotect_AnyBitChanged_IsRefusedAndChangesNothing([Values] SrtpSuite suite)
    {
        using var pair = new SrtpPair(suite);
        pair.Open(pair.ProtectNext(), out _);
        byte[] datagram = pair.ProtectNext();
        for (int bit = 0; bit < datagram.Length * 8; bit++)
        {
            byte[] changed = [.. datagram];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(pair.Open(changed, out _), Is.Null, $"bit {bit}");
        }

        Assert.That(pair.Open(datagram, out _), Is.Not.Null, "a forged jump of the sequence moved nothing");
    }

    [Test]
    public void Unprotect_AReplay_IsRefused([Values] SrtpSuite suite)
    {
        using var pair = new SrtpPair(suite);
        byte[] datagram = pair.ProtectNext();
        pair.Open(datagram, out _);
        Assert.That(pair.Open(datagram, out SrtpError error), Is.Null);
        Assert.That((error, pair.Unprotector.Replayed), Is.EqualTo((SrtpError.Replayed, 1)));
    }

    [Test]
    public void Unprotect_SentAgainAfterAsManyAsTheCacheHolds_IsTakenOnce()
    {
        using var pair = new SrtpPair(SrtpSuite.AeadAes128Gcm);
        pair.Open(pair.ProtectNext(), out _);
        byte[] lost = pair.Next();
        pair.Protect(lost);
        for (int i = 0; i < 4 * RetransmissionCache.UsualCapacity; i++)
        {
            pair.Open(pair.ProtectNext(), out _);
        }

        byte[] again = pair.Protect(lost);
        Assert.That(pair.Open(again, out _), Is.EqualTo(lost));
        Assert.That(pair.Open(again, out _), Is.Null);
    }

    [Test]
    public void Protect_ThePacketAgainAfterTheWrap_GivesTheSameBytes([Values] SrtpSuite suite)
    {
        using var pair = new SrtpPair(suite);
        pair.Skip(65_500 - pair.Line.NextSequence);
        byte[] packet = pair.Next();
        byte[] first = pair.Protect(packet);
        pair.Skip(100);
        Assert.That(pair.Protect(packet), Is.EqualTo(first), "never another index under the same number");
    }

    [Test]
    public void Unprotect_SequenceWrapsManyTimes_OpensAll([Values(SrtpSuite.AeadAes128Gcm, SrtpSuite.AesCm128HmacSha1Tag80)] SrtpSuite suite)
    {
        using var pair = new SrtpPair(suite);
        for (int i = 0; i < 400; i++)
        {
            Assert.That(pair.Open(pair.ProtectNext(), out SrtpError error), Is.Not.Null, $"{i}: {error}");
            pair.Skip(996);
        }

        Assert.That(pair.Line.IndexOf(pair.Line.NextSequence) >> 16, Is.GreaterThan(5));
    }

    [Test]
    public void Unprotect_TheWrapWasLostAtTheVeryStart_OpensWhatFollows()
    {
        using var pair = new SrtpPair(SrtpSuite.AesCm128HmacSha1Tag80);
        pair.Skip(65_540 - pair.Line.NextSequence);
        Assert.That(pair.Open(pair.ProtectNext(), out _), Is.Not.Null);
        Assert.That(pair.Open(pair.ProtectNext(), out _), Is.Not.Null);
    }

    [Test]
    public void Unprotect_LateFromBeforeTheFirst_IsNoPacketOfANegativeRollover()
    {
        using var pair = new SrtpPair(SrtpSuite.AesCm128HmacSha1Tag80);
        byte[] datagram = pair.ProtectNext();
        pair.Open(datagram, out _);
        (datagram[2], datagram[3]) = (0xFF, 0xFF);
        Assert.That(pair.Open(datagram, out SrtpError error), Is.Null);
        Assert.That(error, Is.AnyOf(SrtpError.Replayed, SrtpError.Unauthentic));
    }

    [Test]
    public void Unprotect_APeerThatChangesItsSource_BeginsAtZeroUnderTheSameKey([Values] SrtpSuite suite)
    {
        using var pair = new SrtpPair(suite);
        pair.Open(pair.ProtectNext(), out _);
        for (int i = 0; i < 20; i++)
        {
            var line = new RtpStreamLine(8000, new SeededRandom(100 + i));
            using var protector = new SrtpProtector(pair.Profile, pair.Key, line);
            var room = new byte[200];
            RtpWriter.Write(room, line.Next(8, marker: true, 0, 50, Instant.Distant), new byte[50]);
            protector.Protect(room, 62, out int length);
            Assert.That(SrtpPair.Open(pair.Unprotector, room[..length], out SrtpError error, Instant.Distant + TimeSpan.FromSeconds(i)), Is.Not.Null, $"{error}");
        }
    }

    [Test]
    public void Unprotect_ManyForgedSources_DriveNobodyOut()
    {
        using var pair = new SrtpPair(SrtpSuite.AesCm128HmacSha1Tag80);
        byte[] first = pair.ProtectNext();
        pair.Open(first, out _);
        for (uint i = 0; i < 100; i++)
        {
            pair.Open(TestPackets.Rtp(1, 0, new byte[50], ssrc: i), out _);
        }

        pair.Open(first, out SrtpError error);
        Assert.That(error, Is.EqualTo(SrtpError.Replayed), "it is still known");
    }

    [Test]
    public void Unprotect_AnotherLegUnderTheSameKey_GoesOn()
    {
        using var pair = new SrtpPair(SrtpSuite.AeadAes128Gcm);
        pair.Skip(65_530 - pair.Line.NextSequence);
        pair.Open(pair.ProtectNext(), out _);
        pair.Skip(20);
        byte[] datagram = pair.ProtectNext();
        pair.Open(datagram, out _);
        using var next = new SrtpUnprotector(pair.Profile, pair.Key, pair.Sources);
        Assert.That(SrtpPair.Open(next, pair.ProtectNext(), out _), Is.Not.Null, "the rollover counter is kept");
        Assert.That(SrtpPair.Open(next, datagram, out _), Is.Null, "and what came before");
    }

    [Test]
    public void Unprotect_StrangersKey_IsUnauthentic([Values] SrtpSuite suite)
    {
        using var pair = new SrtpPair(suite);
        using var stranger = new SrtpPair(suite, seed: 2);
        Assert.That(pair.Open(stranger.ProtectNext(), out SrtpError error), Is.Null);
        Assert.That((error, pair.Unprotector.Unauthentic), Is.EqualTo((SrtpError.Unauthentic, 1)));
    }

    [Test]
    public void Unprotect_Garbage_IsTotalAndAllocatesNothing([Values] SrtpSuite suite)
    {
        using var pair = new SrtpPair(suite, new RocSearch());
        var random = new Random(7);
        var datagram = new byte[2048];
        int taken = 0;
        long allocated = Allocations.Of(
            () =>
            {
                Span<byte> garbage = datagram.AsSpan(0, random.Next(datagram.Length));
                random.NextBytes(garbage);
                taken += pair.Unprotector.Unprotect(garbage, Instant.Distant, out _) == SrtpError.None ? 1 : 0;
                taken += pair.Unprotector.UnprotectRtcp(garbage, Instant.Distant, out _) == SrtpError.None ? 1 : 0;
            },
            2000);
        Assert.That((taken, allocated), Is.EqualTo((0, 0)));
    }

    [Test]
    public void ProtectAndUnprotect_WarmedUp_AllocateNothing([Values] SrtpSuite suite)
    {
        using var pair = new SrtpPair(suite);
        using var protector = new SrtpProtector(pair.Profile, pair.Key, pair.Line);
        var room = new byte[1500];
        int opened = 0;
        long allocated = Allocations.Of(() =>
        {
            RtpWriter.WriteHeader(room, pair.Line.Next(96, marker: false, 0, 1200, Instant.Distant));
            protector.Protect(room, 1212, out int length);
            opened += pair.Unprotector.Unprotect(room.AsSpan(0, length), Instant.Distant, out _) == SrtpError.None ? 1 : 0;
        });
        Assert.That((opened, allocated), Is.EqualTo((400, 0)));
    }

    [TestCase(0)]
    [TestCase(11)]
    [TestCase(2048)]
    public void Protect_NoRtpOrNoRoom_IsMalformed(int packetLength)
    {
        using var pair = new SrtpPair(SrtpSuite.AeadAes128Gcm);
        using var protector = new SrtpProtector(pair.Profile, pair.Key, pair.Line);
        var room = new byte[2048];
        room[0] = 0x80;
        Assert.That(protector.Protect(room, packetLength, out int length), Is.EqualTo(SrtpError.Malformed));
        Assert.That(length, Is.Zero);
    }
}
