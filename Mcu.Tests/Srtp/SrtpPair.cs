using Mcu.Core.Rtp;
using Mcu.Core.Srtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Srtp;

/// <summary>Both ends of a protected stream.</summary>
internal sealed class SrtpPair : IDisposable
{
    public const int PayloadLength = 100;

    private readonly SrtpProtector protector;
    private readonly SrtcpProtector rtcpProtector;

    public SrtpPair(SrtpSuite suite, RocSearch? search = null, int seed = 1)
    {
        Profile = SrtpProfile.Of(suite);
        Key = SrtpKey.Create(Profile, new SeededRandom(seed));
        Line = new RtpStreamLine(90_000, new SeededRandom(seed));
        protector = new SrtpProtector(Profile, Key, Line);
        rtcpProtector = new SrtcpProtector(Profile, Key, Line);
        Unprotector = new SrtpUnprotector(Profile, Key, Sources, search);
    }

    public SrtpProfile Profile { get; }

    public SrtpKey Key { get; }

    public RtpStreamLine Line { get; }

    public SrtpSources Sources { get; } = new();

    public SrtpUnprotector Unprotector { get; }

    /// <summary>The line's next packet, in the clear.</summary>
    public byte[] Next()
    {
        var packet = new byte[RtpPacket.FixedHeaderLength + PayloadLength];
        RtpWriter.Write(packet, Line.Next(96, marker: false, 0, PayloadLength, Instant.Distant), new byte[PayloadLength]);
        return packet;
    }

    /// <summary>The line goes on by so many packets that nobody sees.</summary>
    public void Skip(int packets)
    {
        for (int i = 0; i < packets; i++)
        {
            Line.Next(96, marker: false, 0, PayloadLength, Instant.Distant);
        }
    }

    public byte[] Protect(byte[] packet)
    {
        byte[] room = [.. packet, .. new byte[SrtpProfile.MaxOverhead]];
        Assert.That(protector.Protect(room, packet.Length, out int length), Is.EqualTo(SrtpError.None));
        return room[..length];
    }

    public byte[] ProtectNext() => Protect(Next());

    public byte[] ProtectRtcp(byte[] packet)
    {
        byte[] room = [.. packet, .. new byte[SrtpProfile.MaxOverhead]];
        Assert.That(rtcpProtector.Protect(room, packet.Length, out int length), Is.EqualTo(SrtpError.None));
        return room[..length];
    }

    public byte[]? Open(byte[] datagram, out SrtpError error) => Open(Unprotector, datagram, out error);

    public byte[]? OpenRtcp(byte[] datagram, out SrtpError error)
    {
        byte[] copy = [.. datagram];
        error = Unprotector.UnprotectRtcp(copy, Instant.Distant, out int length);
        return error == SrtpError.None ? copy[..length] : null;
    }

    public static byte[]? Open(SrtpUnprotector unprotector, byte[] datagram, out SrtpError error, Instant now = default)
    {
        byte[] copy = [.. datagram];
        error = unprotector.Unprotect(copy, now, out int length);
        Assert.That(error == SrtpError.None || copy.AsSpan().SequenceEqual(datagram), "what is refused stays as it came");
        return error == SrtpError.None ? copy[..length] : null;
    }

    public static byte[] Report(uint ssrc = TestPackets.Ssrc) =>
        [0x80, 201, 0, 1, (byte)(ssrc >> 24), (byte)(ssrc >> 16), (byte)(ssrc >> 8), (byte)ssrc, 0x81, 202, 0, 2, 1, 2, 3, 4, 1, 1, 65, 0];

    public void Dispose()
    {
        protector.Dispose();
        rtcpProtector.Dispose();
        Unprotector.Dispose();
    }
}
