using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Srtp;
using Mcu.Core.Time;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Hosting;

/// <summary>A room's packets of one medium both ways, encrypted where that is agreed. What it sends may begin, and go on, at any number.</summary>
internal sealed class RoomLine(uint ssrc) : IDisposable
{
    private NegotiatedSrtp? agreed;
    private SrtpCipher? sealing;
    private SrtpUnprotector? opening;

    /// <summary>The number of the next packet, with the count of wraps above its low 16 bits.</summary>
    public ulong NextIndex { get; set; }

    /// <summary>Packets that came and were not authentic.</summary>
    public long Refused => opening?.Unauthentic ?? 0;

    /// <summary>Takes what a session says. Under the same keys both ways go on.</summary>
    public void Agree(NegotiatedSrtp? srtp)
    {
        if (srtp is null || srtp == agreed)
        {
            return;
        }

        Dispose();
        agreed = srtp;
        sealing = SrtpCipher.Create(srtp.Profile, srtp.LocalKey, isRtcp: false);
        opening = new SrtpUnprotector(srtp.Profile, srtp.RemoteKey, new SrtpSources());
    }

    /// <summary>The next packet.</summary>
    public byte[] Write(uint timestamp, ReadOnlySpan<byte> payload, bool marker, byte type)
    {
        ulong index = NextIndex++;
        byte[] packet = TestPackets.Rtp((ushort)index, timestamp, payload, marker, ssrc, type);
        if (sealing is null)
        {
            return packet;
        }

        byte[] room = [.. packet, .. new byte[sealing.Overhead]];
        return room[..sealing.Seal(ssrc, index, room, RtpPacket.FixedHeaderLength, packet.Length)];
    }

    /// <summary>Opens a packet in place; false when it is not authentic.</summary>
    public bool TryOpen(Span<byte> datagram, Instant now, out int length)
    {
        length = datagram.Length;
        return opening is null || opening.Unprotect(datagram, now, out length) == SrtpError.None;
    }

    public void Dispose()
    {
        sealing?.Dispose();
        opening?.Dispose();
    }
}
